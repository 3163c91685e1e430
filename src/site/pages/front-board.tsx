// The desk's page of one front, and what is done there.
import { teasersById } from '../../articles/reads/lists.ts'
import { topicById } from '../../articles/reads/paper.ts'
import { nameSuggestions, topicIdsCalled } from '../../articles/reads/search.ts'
import { clicksIn, frontFigures, spanOf } from '../../audience/front-clicks.ts'
import { isFew } from '../../audience/figure-tables.ts'
import { localTime, timeAt } from '../../base/local-time.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { frontState, hideArticle, pinUntil, placeArticle, publishFront, ruleBlock, seenOf, takeAway, dropDraft } from '../../newsroom/front.ts'
import { roomIn, slotCalled, slotIn, top, type Slot } from '../../newsroom/front-slots.ts'
import { frontRules, layoutOf, placeableArticles } from '../../newsroom/reads/fronts.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import type { Reader } from '../../people/session.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { boardOf, deskFront, marked, type BoardSlot, type DeskFront } from '../desk-front.ts'
import { BoardView } from '../views/front-board-view.tsx'
import { FrontStatus } from '../views/front-status-view.tsx'

type Who = Staff<'place_articles'>
/** Of articles to be placed. */
const mostFound = 15

const dones = ['published', 'scheduled', 'dropped', 'unscheduled', 'restored', 'taken_over'] as const

export const show: Page<typeof paths.deskFront, Who, 'q' | 'placing' | 'done'> = async ({ db, who, speaks, params, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const front = found(await deskFront(db, params.front, desk.facts))
  return html(await page(db, { desk, front, who, now, q: query.q ?? '', placing: numberIn(query.placing ?? ''), done: query.done }))
}

interface Shown { desk: Desk; front: DeskFront; who: Reader; now: Date; q: string; placing?: number | undefined; done?: string | undefined; errors?: Errors; at?: string; atError?: string; isOvertaken?: boolean }

async function page(db: Reads, { desk, front, who, now, q, placing, done, errors = {}, at = '', atError, isOvertaken = false }: Shown) {
  const { t, facts } = desk
  const zone = facts.paper.time_zone
  const state = await frontState(db, front.of, { staff_id: who.id, now })
  const live = await boardOf(db, front, { now, t })
  const draft = state.draft ? marked(await boardOf(db, front, { layout: await layoutOf(db, state.draft.id), now, t }), live) : live
  const words = q.trim()
  const stands = draft.blocks.flatMap(({ slots }) => slots.flatMap(({ article, isPlaced }) => (article && isPlaced ? [article.id] : [])))
  const articles = (await placeableArticles(db, { words, ...front.of }, mostFound + stands.length)).filter(({ id }) => !stands.includes(id)).slice(0, mostFound)
  const ruled = new Map(await Promise.all(draft.blocks.flatMap(({ rule }) => rule?.topic_id ?? []).map(async (id): Promise<[number, string]> => [id, (await topicById(db, id))?.name ?? ''])))
  const clicks = front.key === 'paper' && isPermitted(who.roles, 'see_audience') ? await clicksToday(db, { t, now, zone }) : undefined
  const said = dones.find((one) => one === done)
  return (
    <DeskFrame {...desk} title={t('fronts.of', { name: front.name })} current={paths.deskFronts} back={{ path: paths.deskFronts, label: t('desk.fronts') }} scripts={['front-board.js']}>
      <p class="said-moving" role="status" aria-live="assertive" id="said" />
      <div id="board">
        <Done text={said && t(`fronts.done.${said}`)} />
        <BoardView t={t} zone={zone} front={front} draft={draft} live={live} words={words} found={articles} placing={placing === undefined ? undefined : (await teasersById(db, [placing]))[0]} topics={front.key === 'paper' ? (await nameSuggestions(db)).topics : []}
          topicName={(id) => ruled.get(id ?? 0) ?? ''} typed={(time) => (time ? localTime(time, zone) : '')} clicks={clicks} errors={errors}
          status={<FrontStatus t={t} zone={zone} front={front} state={state} seen={seenOf(state.draft)} differing={draft.blocks.flatMap(({ slots }) => slots).filter(({ isNew }) => isNew).length} at={at} atError={atError} isOvertaken={isOvertaken}
            clicks={clicks ? paths.deskAudienceFront : undefined} />} />
      </div>
    </DeskFrame>
  )
}

/** How often each slot was followed today, whatever stood there. */
async function clicksToday(db: Reads, { t, now, zone }: { t: Desk['t']; now: Date; zone: string }) {
  const { rows } = await frontFigures(db, spanOf('today', { now, zone }))
  return ({ name }: BoardSlot) => {
    const n = clicksIn(rows, { slot: name })
    return n === 0 || isFew(n) ? null : <p class="small">{t('fronts.clicks_today', { n })}</p>
  }
}

const deeds = ['up', 'down', 'place', 'hold', 'top', 'away', 'hide', 'pin'] as const

export const place: Action<typeof paths.deskFrontPlaces, Who> = async ({ db, who, speaks, params, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const front = found(await deskFront(db, params.front, desk.facts))
  const { of } = front
  const [article] = await teasersById(db, [numberIn(textIn(form, 'article')) ?? 0])
  const [deed, at, q] = [deeds.find((one) => one === textIn(form, 'deed')), slotIn(textIn(form, 'slot'), front), textIn(form, 'q')]
  const refused = async (error: string) => html(await page(db, { desk, front, who, now, q, errors: { 'front-desk': error } }), 422)
  if (!deed) return refused(t('fronts.wrong.deed'))
  const act = { staff_id: who.id, now }
  if (deed === 'away') {
    await takeAway(db, { of, article_id: numberIn(textIn(form, 'article')) ?? 0 }, act)
    return back({ params, q, at })
  }
  if (!article) return refused(t('fronts.wrong.article'))
  const article_id = article.id
  if (deed === 'hide') await hideArticle(db, { of, article_id }, act)
  else if (deed === 'pin') {
    const typed = textIn(form, 'until').trim()
    const until = typed === '' ? null : timeAt(typed, desk.facts.paper.time_zone)
    if (until === undefined || (until && until <= now)) return refused(t('fronts.wrong.until'))
    await pinUntil(db, { of, article_id, until }, act)
  } else {
    const slot = deed === 'top' ? { block: top, position: 1 } : at && moved(at, deed)
    const room = slot ? roomIn(slot.block, front.sections) : 0
    if (!slot || !front.blocks.concat('hidden').includes(slot.block) || slot.position < 1 || slot.position > room) return refused(t('fronts.wrong.slot'))
    await placeArticle(db, { of, article_id, slot, room }, act)
    return back({ params, q, at: slot })
  }
  return back({ params, q, at })
}

function moved({ block, position }: Slot, deed: string): Slot {
  return { block, position: position + (deed === 'down' ? 1 : deed === 'up' ? -1 : 0) }
}

/** To where the page was. */
function back({ params, q, at }: { params: { front: string }; q: string; at: Slot | undefined }): Response {
  return seeOther(`${withQuery(url(paths.deskFront, params), { q })}${at ? `#slot-${slotCalled(at)}` : '#front-desk'}`)
}

export const rule: Action<typeof paths.deskFrontRules, Who> = async ({ db, who, speaks, params, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const front = found(await deskFront(db, params.front, desk.facts))
  const [block, rule, q] = [textIn(form, 'block'), frontRules.find((one) => one === textIn(form, 'rule')) ?? null, textIn(form, 'q')]
  const [topic_id] = rule === 'topic' ? await topicIdsCalled(db, textIn(form, 'topic').trim()) : []
  if (!front.blocks.includes(block) || block === top || (rule === 'topic' && topic_id === undefined)) {
    return html(await page(db, { desk, front, who, now, q, errors: { [`topic-${block}`]: desk.t('fronts.wrong.topic') } }), 422)
  }
  await ruleBlock(db, { of: front.of, block, rule, topic_id: topic_id ?? null }, { staff_id: who.id, now })
  return back({ params, q, at: { block, position: 1 } })
}

export const publish: Action<typeof paths.deskFrontPublication, Who> = async ({ db, who, speaks, params, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const front = found(await deskFront(db, params.front, desk.facts))
  const typed = textIn(form, 'at').trim()
  const starts_at = typed === '' ? null : timeAt(typed, desk.facts.paper.time_zone)
  if (starts_at === undefined || (starts_at && starts_at <= now)) return html(await page(db, { desk, front, who, now, q: '', at: typed, atError: desk.t('fronts.wrong.at') }), 422)
  const done = await publishFront(db, { of: front.of, seen: textIn(form, 'seen'), starts_at, over: numberIn(textIn(form, 'over')) ?? null }, { staff_id: who.id, now })
  if (done === 'overtaken') return html(await page(db, { desk, front, who, now, q: '', at: typed, isOvertaken: true }), 409)
  return seeOther(withQuery(url(paths.deskFront, params), { done: done === 'nothing' ? undefined : done }))
}

export const drop: Action<typeof paths.deskFrontDropping, Who> = async ({ db, who, speaks, params, now }) => {
  const { facts } = await deskOf(db, { who, speaks })
  const front = found(await deskFront(db, params.front, facts))
  await dropDraft(db, front.of, { staff_id: who.id, now })
  return seeOther(withQuery(url(paths.deskFront, params), { done: 'dropped' }))
}
