// One wire, and taking it over.
import { keptDocument } from '../../articles/document.ts'
import { langOf } from '../../base/i18n/i18n.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Call, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { articleNumber, numberIn, paths, url, withQuery } from '../../urls.ts'
import { fileName } from '../html-media.ts'
import { chainOf, storyOf, topicsCalled, wireItemById, type WireItem } from '../reads/wire-items.ts'
import { TakingForms, Versions, WireText } from '../views/wire-view.tsx'
import { WireState } from '../views/wire-state.tsx'
import { paragraphChanges, sayingOf } from '../wire-difference.ts'
import { keptPictures } from '../wire-pictures.ts'
import { acknowledge, takeInto, takeOver, type Outcome } from '../wire-takeover.ts'

interface Typed { section: string; topics: string[]; into: string; by_mail: boolean }
interface Showing { desk: Desk; item: WireItem; now: Date; typed?: Typed; errors?: Errors; done?: string | undefined; status?: number }

export const show: Page<typeof paths.deskWire, Staff<'read_wires'>, 'done'> = async ({ db, who, speaks, params, query, now }) => {
  const item = found(await wireItemById(db, found(numberIn(params.id))))
  return shown(db, { desk: await deskOf(db, { who, speaks }), item, now, done: query.done })
}

async function shown(db: Reads, { desk, item, now, typed, errors = {}, done, status = 200 }: Showing): Promise<Response> {
  const { t, facts, who } = desk
  const zone = facts.paper.time_zone
  const [chain, story, known] = [await chainOf(db, item.chain_id), await storyOf(db, item), await topicsCalled(db, item.subjects)]
  const topics = [...known.map((name) => ({ name, isKnown: true })), ...item.subjects.filter((name) => !known.some((one) => one.toLowerCase() === name.toLowerCase())).slice(0, 10).map((name) => ({ name, isKnown: false }))]
  const taken = chain.findLast(({ article_id }) => article_id !== null)
  const given = typed ?? { section: facts.sections.find(({ id }) => id === item.section_id)?.slug ?? '', topics: known, into: '', by_mail: false }
  const versions = chain.map((version, n) => ({ ...version, changes: n === 0 ? [] : paragraphChanges(sayingOf(chain[n - 1]), sayingOf(version)) }))
  const mayTake = isPermitted(who.roles, 'take_wires')
  const isOver = item.state === 'taken' || item.pubstatus !== 'usable' || !item.is_latest
  return html(
    <DeskFrame {...desk} title={item.kicker ? `${item.kicker}: ${item.headline}` : item.headline} current={paths.deskWires} back={{ path: paths.deskWires, label: t('wires.title') }}>
      <Done text={done === 'missing' || done === 'acknowledged' ? t(`wires.done.${done}`) : undefined} />
      <WireState item={item} takenInto={taken?.article_id ?? null} latest={chain.find(({ is_latest }) => is_latest)?.id ?? item.id} story={story.filter(({ wire_id }) => wire_id !== item.wire_id)} mayTake={mayTake} t={t} />
      <div class="wire-page">
        <div class="wire-main">
          <WireText item={item} doc={keptDocument(item.body)} pictures={keptPictures(item.pictures).map((picture) => ({ ...picture, named: fileName(picture.address) }))} now={now} t={t} zone={zone} />
          <Versions versions={versions} beside={story.filter(({ wire_id }) => wire_id === item.wire_id)} current={item.id} t={t} zone={zone} lang={langOf(item, t)} />
        </div>
        {mayTake && !isOver ? <aside class="wire-side"><TakingForms id={item.id} sections={facts.sections} typed={given} topics={topics} errors={errors} isUpdate={taken !== undefined} t={t} /></aside> : null}
      </div>
    </DeskFrame>, status,
  )
}

export const take: Action<typeof paths.deskWireTaking, Staff<'take_wires'>> = async (call) => {
  const { db, who, speaks, params, form, now } = call
  const item = found(await wireItemById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const typed = typedIn(form)
  const outcome = 'into' in form ? await intoArticle(call, item, typed) : await asDraft(call, { item, typed, desk })
  if (outcome === undefined) return shown(db, { desk, item, now, typed, status: 422, errors: 'into' in form ? { into: desk.t('wires.wrong.into') } : { section: desk.t('articles.wrong.section') } })
  if (outcome.refused) return shown(db, { desk, item: found(await wireItemById(db, item.id)), now, typed, status: 409, errors: { taking: desk.t(`wires.refused.${outcome.refused}`) } })
  // What is missing stands on the page of the wire, with why.
  if (outcome.missing > 0) return seeOther(withQuery(url(paths.deskWire, params), { done: 'missing' }))
  return seeOther(url(paths.deskArticle, { id: String(outcome.article_id) }))
}

function typedIn(form: Form): Typed {
  return { section: textIn(form, 'section'), topics: textsIn(form, 'topic').map((name) => name.trim()).filter(Boolean).slice(0, 40), into: textIn(form, 'into').trim(), by_mail: textIn(form, 'by_mail') !== '' }
}

type Taking = Pick<Call<typeof paths.deskWireTaking, Staff<'take_wires'>>, 'files' | 'site' | 'now' | 'who'> & { db: Parameters<typeof takeOver>[0] }

async function asDraft({ db, files, site, now, who }: Taking, { item, typed, desk }: { item: WireItem; typed: Typed; desk: Desk }): Promise<Outcome | undefined> {
  const section = desk.facts.sections.find(({ slug }) => slug === typed.section)
  if (!section) return undefined
  const topics = typed.topics.filter((name) => item.subjects.some((one) => one.toLowerCase() === name.toLowerCase()))
  return takeOver(db, { item, section_id: section.id, topics, taken_by: who.id, by_mail: typed.by_mail }, { files, wires: site.wires, act: { by: `staff:${who.id}`, now } })
}

async function intoArticle({ db, files, site, now, who }: Taking, item: WireItem, { into, by_mail }: Typed): Promise<Outcome | undefined> {
  const article_id = numberIn(into) ?? articleNumber(into.split(/[?#]/)[0] ?? '') ?? numberIn(/\/desk\/articles\/(\d+)/.exec(into)?.[1] ?? '')
  return article_id === undefined ? undefined : takeInto(db, { item, article_id, taken_by: who, by_mail }, { files, wires: site.wires, act: { by: `staff:${who.id}`, now } })
}

export const acknowledged: Action<typeof paths.deskWireAcknowledgement, Staff<'take_wires'>> = async ({ db, who, params, now }) => {
  const item = found(await wireItemById(db, found(numberIn(params.id))))
  const taken = found((await chainOf(db, item.chain_id)).findLast(({ article_id }) => article_id !== null))
  await acknowledge(db, { id: item.id, article_id: taken.article_id ?? 0, reader_id: who.id }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskWire, params), { done: 'acknowledged' }))
}
