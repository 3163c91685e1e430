// A reader as moderators know them: record, decisions, comments, notes; where they are warned, suspended, banned, trusted.
import type { Reads } from '../../base/db/db.ts'
import { Area, Choice, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { secondsAfter } from '../../base/time.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url } from '../../urls.ts'
import { clauses, isClause } from '../clause.ts'
import { decide } from '../decision.ts'
import { noteToColleagues } from '../marking.ts'
import { moderationPages, withDone } from '../queue.ts'
import { decisionsOnReader } from '../reads/decisions.ts'
import { moderatedReader, type ModeratedReader } from '../reads/readers.ts'
import { discussionSettings } from '../reads/settings.ts'
import { isBarred, setTrustByHand, trustOf } from '../standing.ts'
import { clauseWord } from '../views/queue-entry.tsx'
import { recordWords } from '../views/queue-words.ts'
import { doneLine, ModerationFrame } from './queue.tsx'

const acts = ['warn', 'suspend', 'ban'] as const
const suspensionDays = ['1', '3', '7', '30', '90'] as const

export const show: Page<typeof paths.deskReader, Staff<'moderate'>, 'done' | 'comment'> = ({ db, who, speaks, params, query, now }) =>
  readerPage(db, { id: found(numberIn(params.id)), who, speaks, now, done: query.done, comment: query.comment })

interface Shown { id: number; who: Reader; speaks: string | undefined; now: Date; done?: string | undefined; comment?: string | undefined; errors?: Errors; typed?: Form }

export async function readerPage(db: Reads, { id, who, speaks, now, done, comment = '', errors = {}, typed = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const [reader, { newcomer_comments }, decisions] = [found(await moderatedReader(db, id)), await discussionSettings(db), await decisionsOnReader(db, { reader_id: id, limit: 50 })]
  const trust = trustOf(reader, { shown: reader.shown, newcomer_comments })
  const barred = isBarred(reader, now)
  const here = url(paths.deskReader, { id: String(id) })
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskAllComments} title={reader.name}>
      {await doneLine(db, { desk, done, next: here })}
      <Wrong errors={errors} t={t} />
      <Facts facts={[
        [t('moderation.trust'), <>{t(`moderation.trust.${trust}`)} <small>{t(reader.set_as ? 'moderation.trust_by_hand' : `moderation.trust_why.${trust}`)}</small></>],
        [t('moderation.record_title'), recordWords(reader, t)],
        ...(barred ? [[t('moderation.barred'), barred === 'banned' ? t('moderation.barred.banned') : t('moderation.suspended_until', { until: reader.suspended_until ? t.dateTime(reader.suspended_until, paper.time_zone) : '' })]] satisfies [string, string][] : []),
        [t('moderation.since_when'), t.date(reader.created_at, paper.time_zone)],
        [t('moderation.comments'), <a href={`${paths.deskAllComments}?${new URLSearchParams({ q: reader.name })}`}>{t('moderation.their_comments', { n: reader.shown })}</a>],
      ]} />
      <ReaderForms id={id} reader={reader} comment={comment} barred={barred} t={t} errors={errors} typed={typed} />
      <h2>{t('moderation.decisions')}</h2>
      <DataTable caption={t('moderation.decisions')} rows={decisions} empty={t('moderation.no_decisions')} columns={[
        { label: t('moderation.decision'), names: true, cell: (row) => <>{t(`moderation.decided.${row.kind}`)}{row.undone_at ? ` (${t('moderation.undone')})` : ''}</> },
        { label: t('moderation.clause'), cell: (row) => <>{row.clause ? clauseWord(row.clause, t) : '–'}{row.reason ? `. ${row.reason}` : ''}</> },
        { label: t('moderation.comment'), cell: (row) => (row.comment_id === null ? '–' : <a href={url(paths.deskComment, { id: String(row.comment_id) })}>#{row.comment_id}</a>) },
        { label: t('moderation.by_when'), cell: (row) => `${row.staff_name ?? t('moderation.by_rule')}, ${t.dateTime(row.decided_at, paper.time_zone)}` },
      ]} />
      {reader.notes.length === 0 ? null : <><h2>{t('moderation.notes')}</h2><ul class="notes">{reader.notes.map((note) => <li>{note.text} <small>{note.name}, {t.dateTime(new Date(note.noted * 1000), paper.time_zone)}</small></li>)}</ul></>}
    </ModerationFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}

interface FormsProps { id: number; reader: ModeratedReader; comment: string; barred: 'banned' | 'suspended' | null; t: Awaited<ReturnType<typeof deskOf>>['t']; errors: Errors; typed: Form }

function ReaderForms({ id, reader, comment, barred, t, errors, typed }: FormsProps) {
  const params = { id: String(id) }
  return (
    <div class="side-by-side">
      <form class="form" method="post" action={url(paths.deskReaderDecision, params)}>
        <h2>{t('moderation.against')}</h2>
        <input type="hidden" name="comment" value={comment || textIn(typed, 'comment')} />
        <Choice name="kind" label={t('moderation.what')} value={textIn(typed, 'kind') || 'warn'} error={errors.kind} options={acts.map((value) => ({ value, label: t(`moderation.act.${value}`), hint: t(`moderation.act.${value}.hint`) }))} />
        <Select name="days" label={t('moderation.for_how_long')} value={textIn(typed, 'days') || '7'} options={suspensionDays.map((value) => ({ value, label: t('moderation.for_days', { n: Number(value) }) }))} />
        <Select name="clause" label={t('moderation.clause')} value={textIn(typed, 'clause')} error={errors.clause} required options={[{ value: '', label: t('moderation.choose_clause') }, ...clauses.map((value) => ({ value, label: t(`clause.${value}`) }))]} />
        <Area name="reason" label={t('moderation.reason_label')} value={textIn(typed, 'reason')} error={errors.reason} rows={3} maxlength={1000} required hint={t('moderation.reason_hint')} />
        <div class="actions"><button class="button">{t('moderation.decide')}</button></div>
      </form>
      <div>
        {barred ? <form class="form" method="post" action={url(paths.deskReaderDecision, params)}><h2>{t('moderation.lift_title')}</h2><input type="hidden" name="kind" value="lift" /><Field id="lift-reason" name="reason" label={t('moderation.reason_label')} maxlength={1000} /><div class="actions"><button class="quiet">{t('moderation.act.lift')}</button></div></form> : null}
        <form class="form" method="post" action={url(paths.deskReaderStanding, params)}>
          <h2>{t('moderation.by_hand')}</h2>
          <Select name="set_as" label={t('moderation.trust')} value={reader.set_as ?? ''} options={[{ value: '', label: t('moderation.by_record') }, { value: 'trusted', label: t('moderation.trust.trusted') }, { value: 'watched', label: t('moderation.trust.watched') }]} />
          <Field id="why" name="why" label={t('moderation.why')} value={textIn(typed, 'why')} error={errors.why} maxlength={500} required />
          <div class="actions"><button class="quiet">{t('moderation.save')}</button></div>
        </form>
        <form class="form" method="post" action={url(paths.deskReaderNote, params)}>
          <h2>{t('moderation.note_title')}</h2>
          <Area name="text" label={t('moderation.note_label')} error={errors.text} rows={2} maxlength={2000} required />
          <div class="actions"><button class="quiet">{t('moderation.note_save')}</button></div>
        </form>
      </div>
    </div>
  )
}

type Act<P extends string> = Action<P, Staff<'moderate'>>

export const decision: Act<typeof paths.deskReaderDecision> = async ({ db, params, form, who, now, site, speaks }) => {
  const id = found(numberIn(params.id))
  const { t } = await deskOf(db, { who, speaks })
  const kind = found([...acts, 'lift' as const].find((one) => one === textIn(form, 'kind')))
  const [clause, reason, days] = [textIn(form, 'clause'), textIn(form, 'reason').trim().slice(0, 1000), Number(textIn(form, 'days'))]
  const errors: Errors = {
    ...(id === who.id ? { kind: t('moderation.error.self') } : {}),
    ...(kind === 'lift' || isClause(clause) ? {} : { clause: t('moderation.error.clause') }), ...(kind === 'lift' || reason ? {} : { reason: t('moderation.error.reason') }),
  }
  if (Object.keys(errors).length > 0) return readerPage(db, { id, who, speaks, now, errors, typed: form })
  const until = kind === 'suspend' ? secondsAfter(now, (suspensionDays.some((one) => Number(one) === days) ? days : 7) * 86_400) : null
  const comment_id = await ownComment(db, { id, text: textIn(form, 'comment') })
  const decided = await decide(db, { kind, comment_id, reader_id: id, clause: isClause(clause) ? clause : null, reason, until }, { by: who, now, site_url: site.url })
  if (decided.refused) return readerPage(db, { id, who, speaks, now, errors: { kind: t(`moderation.error.${decided.refused}`) }, typed: form })
  return seeOther(withDone(url(paths.deskReader, params), String(decided.id)))
}

// The comment that gave rise to it, if it is one of this reader's.
async function ownComment(db: Reads, { id, text }: { id: number; text: string }): Promise<number | null> {
  const number = numberIn(text)
  const reader = number === undefined ? undefined : await moderatedReader(db, id, number)
  return reader?.has_comment && number !== undefined ? number : null
}

export const standing: Act<typeof paths.deskReaderStanding> = async ({ db, params, form, who, now, speaks }) => {
  const id = found(numberIn(params.id))
  const why = textIn(form, 'why').trim().slice(0, 500)
  const { t } = await deskOf(db, { who, speaks })
  if (why === '' || id === who.id) return readerPage(db, { id, who, speaks, now, errors: { why: t(id === who.id ? 'moderation.error.self' : 'moderation.error.why') }, typed: form })
  const set_as = (['trusted', 'watched'] as const).find((one) => one === textIn(form, 'set_as')) ?? null
  found(await moderatedReader(db, id))
  await setTrustByHand(db, { reader_id: id, set_as, why }, { by: who, now })
  return seeOther(withDone(url(paths.deskReader, params), 'saved'))
}

export const note: Act<typeof paths.deskReaderNote> = async ({ db, params, form, who, now, speaks }) => {
  const id = found(numberIn(params.id))
  const text = textIn(form, 'text').trim().slice(0, 2000)
  const { t } = await deskOf(db, { who, speaks })
  if (text === '') return readerPage(db, { id, who, speaks, now, errors: { text: t('moderation.error.note') }, typed: form })
  found(await moderatedReader(db, id))
  await noteToColleagues(db, { comment_id: null, reader_id: id, text }, { by: who, now })
  return seeOther(withDone(url(paths.deskReader, params), 'saved'))
}
