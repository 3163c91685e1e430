// One comment on a page of its own: everything known of it, and everything that can be done about it.
import type { Reads } from '../../base/db/db.ts'
import { Area, Wrong, type Errors } from '../../base/ui/form.tsx'
import { html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { benchOf, entriesOf, moderationPages, nextIn } from '../queue.ts'
import type { Decision } from '../reads/decisions.ts'
import { longestQuestion } from '../routing.ts'
import { clauseWord, QueueEntry } from '../views/queue-entry.tsx'
import { doneLine, ModerationFrame } from './queue.tsx'

export const show: Page<typeof paths.deskComment, Staff<'pick_comments'>, 'done' | 'next'> = async ({ db, who, speaks, params, query, now }) => {
  const id = found(numberIn(params.id))
  return commentPage(db, { id, who, speaks, now, next: nextIn(query.next ?? ''), done: query.done })
}

interface Shown {
  id: number
  who: Reader
  speaks: string | undefined
  now: Date
  next: string
  done?: string | undefined
  /** Why what was sent was not done; and what was typed. */
  errors?: Errors
  typed?: { clause: string; reason: string }
  /** What was to be asked. */
  question?: string
  /** What somebody else decided meanwhile. */
  meanwhile?: Decision
}

export async function commentPage(db: Reads, { id, who, speaks, now, next, done, errors = {}, typed, question = '', meanwhile }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const [entry] = await entriesOf(db, [id], now)
  const comment = found(entry)
  const bench = await benchOf(db, { t, who, now, next })
  const here = url(paths.deskComment, { id: String(id) })
  const { mayDecide } = bench
  const back = <input type="hidden" name="next" value={next} />
  const status = meanwhile ? 409 : Object.keys(errors).length > 0 ? 422 : 200
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={next.split('?')[0] ?? next} title={t('moderation.title.comment', { id })} back={{ path: next, label: t('moderation.back') }}>
      {await doneLine(db, { desk, done, next: here })}
      {meanwhile ? <Meanwhile decision={meanwhile} t={t} zone={bench.zone} /> : <Wrong errors={errors} t={t} />}
      <QueueEntry entry={comment} bench={bench} typed={typed} />
      <div class="more-acts">
        {(mayDecide ? ['lock', 'pick'] as const : ['pick'] as const).map((what) => {
          const is = what === 'lock' ? comment.locked_at !== null : comment.picked_at !== null
          return (
            <form method="post" action={url(what === 'lock' ? paths.deskCommentLock : paths.deskCommentPick, { id: String(id) })}>
              {back}<button class="quiet" name="to" value={is ? 'no' : 'yes'}>{t(is ? `moderation.act.un${what}` : `moderation.act.${what}`)}</button>
            </form>
          )
        })}
        {(['correction', 'answer'] as const).filter((route) => !comment.routes.some((one) => one.route === route)).map((route) => (
          <form method="post" action={url(paths.deskCommentRoute, { id: String(id) })}>{back}<button class="quiet" name="route" value={route}>{t(`moderation.act.route_${route}`)}</button></form>
        ))}
        {comment.reader_id === null || !mayDecide ? null : <a class="quiet" href={`${url(paths.deskReader, { id: String(comment.reader_id) })}?comment=${id}`}>{t('moderation.act.author')}</a>}
        {comment.state === 'removed' || !mayDecide ? null : <a class="quiet" href={url(paths.deskPoliceOf, { id: String(id) })}>{t('moderation.act.police')}</a>}
      </div>
      {comment.state === 'removed' || !comment.is_reachable || comment.routes.some(({ route }) => route === 'question') ? null : <form class="form" method="post" action={url(paths.deskCommentQuestion, { id: String(id) })}>
        {back}<Area name="question" label={t('moderation.ask_label')} hint={t('moderation.ask_hint')} value={question} error={errors.question} rows={2} maxlength={longestQuestion} required />
        <div class="actions"><button class="quiet">{t('moderation.act.ask')}</button></div>
      </form>}
      {mayDecide ? <form class="form" method="post" action={url(paths.deskCommentNote, { id: String(id) })}>
        {back}<Area name="text" label={t('moderation.note_label')} hint={t('moderation.note_hint')} rows={2} maxlength={2000} required />
        <div class="actions"><button class="quiet">{t('moderation.note_save')}</button></div>
      </form> : null}
    </ModerationFrame>, status)
}

function Meanwhile({ decision, t, zone }: { decision: Decision; t: Parameters<typeof clauseWord>[1]; zone: string }) {
  return (
    <div class="wrong" role="alert" tabindex={-1} autofocus>
      <h2>{t('moderation.meanwhile', { name: decision.staff_name ?? t('moderation.by_rule') })}</h2>
      <p>{t(`moderation.decided.${decision.kind}`)}{decision.clause ? `: ${clauseWord(decision.clause, t)}` : ''}{decision.reason ? `. ${decision.reason}` : ''} ({t.dateTime(decision.decided_at, zone)})</p>
      <p>{t('moderation.meanwhile_hint')}</p>
    </div>
  )
}
