// The inbox of what readers tell the desk: corrections they offer, answers to what they were asked, questions to them.
import { Select } from '../../base/ui/form.tsx'
import type { Db } from '../../base/db/db.ts'
import { atomically } from '../../base/db/db.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { permissions } from '../../people/permissions.ts'
import { Filters, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths } from '../../urls.ts'
import { moderationPages, withDone } from '../queue.ts'
import { mayBeAssigned, routed, routesIn, type RouteFilter } from '../reads/routes.ts'
import { assignRoute, endRoute, routeOutcomes, routes } from '../routing.ts'
import { plainText } from '../submission.ts'
import { RouteList } from '../views/route-list.tsx'
import { submitComment } from '../writing.ts'
import { doneLine, ModerationFrame } from './queue.tsx'

type Who = Staff<'pick_comments'>
const atOnce = 50
type Query = Partial<Record<'done' | 'state' | 'section' | 'article' | 'whose' | 'past', string>>

export const show: Page<typeof paths.deskRoutes, Who, keyof Query> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const past = Math.min(numberIn(query.past ?? '') ?? 0, 100_000)
  const filter = filterIn(query, who)
  const rows = await routesIn(db, filter, { past, limit: atOnce + 1 })
  const staff = await mayBeAssigned(db, permissions.pick_comments)
  const here = address(query, past)
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskRoutes} title={t('moderation.title.routes')}>
      {query.done === 'refused' ? <Done text={t('moderation.reply_refused')} /> : await doneLine(db, { desk, done: query.done, next: here })}
      <Filters t={t} action={paths.deskRoutes}>
        <Select name="state" label={t('moderation.state')} value={filter.state} options={[{ value: 'open', label: t('moderation.routes.open') }, { value: 'done', label: t('moderation.routes.done') }]} />
        <Select name="section" label={t('articles.section')} value={filter.section} options={[{ value: '', label: t('moderation.routes.all_sections') }, ...facts.sections.map(({ slug, name }) => ({ value: slug, label: name }))]} />
        <Select name="whose" label={t('moderation.routes.whose')} value={query.whose ?? ''} options={[{ value: '', label: t('moderation.routes.anybodys') }, { value: 'mine', label: t('moderation.routes.mine') }, { value: 'nobody', label: t('moderation.routes.nobodys') }]} />
        {filter.article_id === null ? null : <input type="hidden" name="article" value={String(filter.article_id)} />}
      </Filters>
      {rows.length === 0 ? <p class="nothing">{t(filter.state === 'done' ? 'moderation.none.routes_done' : 'moderation.none.routes')}</p> : <RouteList routes={rows.slice(0, atOnce)} staff={staff} t={t} zone={facts.paper.time_zone} next={here} />}
      <Paging t={t} newest={past > 0 ? address(query, 0) : undefined} older={rows.length > atOnce ? address(query, past + atOnce) : undefined} />
    </ModerationFrame>)
}

function filterIn({ state, section = '', article = '', whose }: Query, who: Who): RouteFilter {
  return { state: state === 'done' ? 'done' : 'open', section, article_id: numberIn(article) ?? null, assigned_to: whose === 'mine' ? who.id : whose === 'nobody' ? 0 : null }
}

function address({ state, section, article, whose }: Query, past: number): string {
  const said = new URLSearchParams(Object.entries({ state, section, article, whose, past: past > 0 ? String(past) : undefined }).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return said.size > 0 ? `${paths.deskRoutes}?${said}` : paths.deskRoutes
}

export const assign: Action<typeof paths.deskRouteAssignment, Who> = async ({ db, params, form, who, now }) => {
  const to = textIn(form, 'to')
  found(await assignRoute(db, { comment_id: found(numberIn(params.id)), route: routeIn(form), to: to === '' ? null : found(numberIn(to)) }, { by: who, now }))
  return seeOther(withDone(nextIn(form), 'saved'))
}

export const outcome: Action<typeof paths.deskRouteOutcome, Who> = async ({ db, params, form, who, now, site }) => {
  const ended = found(routeOutcomes.find((one) => one === textIn(form, 'outcome')))
  const ending = { comment_id: found(numberIn(params.id)), route: routeIn(form), outcome: ended, answer: textIn(form, 'answer').trim().slice(0, 1000) }
  const isSaid = await atomically(db, async (tx) => {
    if (textIn(form, 'in_public') !== '' && !(await replied(tx, ending, { who, now }))) return false
    await endRoute(tx, ending, { by: who, now, site_url: site.url })
    return true
  })
  return seeOther(withDone(nextIn(form), isSaid ? 'saved' : 'refused'))
}

/** What is answered stands under the comment, too, as said by the paper; false where nobody can answer there, or nothing was said. */
async function replied(tx: Db, { comment_id, answer }: { comment_id: number; answer: string }, { who, now }: { who: Who; now: Date }): Promise<boolean> {
  const comment = await routed(tx, comment_id)
  const body = plainText(answer)
  if (!comment || comment.state !== 'shown' || body === '') return false
  const said = await submitComment(tx, { article_id: comment.article_id, parent_id: comment_id, body, quotes: [], follows: false }, { by: who, now })
  return said.refused === undefined
}

function routeIn(form: Record<string, unknown>) {
  return found(routes.find((one) => one === textIn(form, 'route')))
}

/** Back to where the form stood: the inbox as it was filtered, or an article. */
function nextIn(form: Record<string, unknown>): string {
  const next = textIn(form, 'next')
  return /^\/desk\/articles\/\d+$/.test(next) || next === paths.deskRoutes || next.startsWith(`${paths.deskRoutes}?`) ? next : paths.deskRoutes
}
