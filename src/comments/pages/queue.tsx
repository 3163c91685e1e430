// The queue's pages: what waits, was reported, is held by a rule, was not looked at yet, and all comments.
import type { Child } from 'hono/jsx'
import { Field, Select } from '../../base/ui/form.tsx'
import { html } from '../../base/web/respond.ts'
import type { Call, Page } from '../../base/web/route.ts'
import type { Reads } from '../../base/db/db.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { nameKey } from '../../people/name.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Filters, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url } from '../../urls.ts'
import { afterIn, afterText, benchOf, entriesOf, moderationPages } from '../queue.ts'
import { decisionById } from '../reads/decisions.ts'
import { queued, queueLength, searchedComments, type QueueName } from '../reads/queue.ts'
import { usualWait } from '../reads/settings.ts'
import { QueueEntry, type Bench, type Entry } from '../views/queue-entry.tsx'
import { usually } from '../views/waits-note.tsx'

const queuePaths = { waiting: paths.deskModeration, reported: paths.deskReported, held: paths.deskHeld, unseen: paths.deskUnseen } as const
type Ask = Call<string, Staff<'moderate'>, 'after' | 'done'> & { db: Reads }
type QueuePage<P extends string> = Page<P, Staff<'moderate'>, 'after' | 'done'>

export const waiting: QueuePage<typeof paths.deskModeration> = (c) => show(c, 'waiting')
export const reported: QueuePage<typeof paths.deskReported> = (c) => show(c, 'reported')
export const held: QueuePage<typeof paths.deskHeld> = (c) => show(c, 'held')
export const unseen: QueuePage<typeof paths.deskUnseen> = (c) => show(c, 'unseen')

async function show({ db, who, speaks, query, now }: Ask, name: QueueName): Promise<Response> {
  const path = queuePaths[name]
  const desk = await deskOf(db, { who, speaks })
  const rows = await queued(db, name, { after: afterIn(query.after), now })
  const here = rows.slice(0, queueLength)
  const last = here.at(-1)
  const entries = await entriesOf(db, here.map(({ id }) => id), now)
  const next = query.after ? `${path}?after=${encodeURIComponent(query.after)}` : path
  const bench = await benchOf(db, { t: desk.t, who, now, next })
  const minutes = name === 'waiting' ? await usualWait(db, now) : null
  const lead = <p class="small">{desk.t(`moderation.about.${name}`)}{minutes === null ? null : <> {usually(minutes, desk.t)}</>}</p>
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t: desk.t, who, now })} current={path} title={desk.t(`moderation.title.${name}`)}>
      {await doneLine(db, { desk, done: query.done, next })}
      {entries.length === 0 ? <p class="nothing">{desk.t(query.after ? 'moderation.end' : `moderation.none.${name}`)}</p> : <>{lead}<Entries entries={entries} bench={bench} /></>}
      <Paging t={desk.t} newest={query.after ? path : undefined} older={rows.length > queueLength && last ? `${path}?after=${afterText(last)}` : undefined} />
    </ModerationFrame>)
}

export const all: Page<typeof paths.deskAllComments, Staff<'moderate'>, 'q' | 'state' | 'before' | 'done'> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const [q, state] = [(query.q ?? '').trim().slice(0, 200), query.state ?? '']
  const rows = await searchedComments(db, { q, name_key: nameKey(q), state, before: numberIn(query.before ?? '') ?? null })
  const here = rows.slice(0, queueLength)
  const address = (before: number | null) => `${paths.deskAllComments}?${new URLSearchParams({ ...(q ? { q } : {}), ...(state ? { state } : {}), ...(before === null ? {} : { before: String(before) }) })}`.replace(/\?$/, '')
  const next = address(numberIn(query.before ?? '') ?? null)
  const entries = await entriesOf(db, here.map(({ id }) => id), now)
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskAllComments} title={t('moderation.title.all')}>
      {await doneLine(db, { desk, done: query.done, next })}
      <Filters t={t} action={paths.deskAllComments}>
        <Field name="q" label={t('moderation.search')} hint={t('moderation.search_hint')} value={q} type="search" maxlength={200} />
        <Select name="state" label={t('moderation.state')} value={state} options={[{ value: '', label: t('moderation.any_state') }, ...(['pending', 'shown', 'removed'] as const).map((value) => ({ value, label: t(`moderation.state.${value}`) }))]} />
      </Filters>
      {entries.length === 0 ? <p class="nothing">{t('moderation.none.all')}</p> : <Entries entries={entries} bench={await benchOf(db, { t, who, now, next })} />}
      <Paging t={t} newest={query.before ? address(null) : undefined} older={rows.length > queueLength ? address(here.at(-1)?.id ?? null) : undefined} />
    </ModerationFrame>)
}

interface FrameProps { desk: Desk; pages: Awaited<ReturnType<typeof moderationPages>>; current: string; title: string; back?: { path: string; label: string }; children: Child }

/** The frame of all pages of moderation. */
export function ModerationFrame({ desk, pages, current, title, back, children }: FrameProps) {
  return (
    <DeskFrame {...desk} title={title} current={paths.deskModeration} pages={{ all: pages, current }} scripts={['queue.js']} {...(back ? { back } : {})}>
      <div class="queue">{children}</div>
    </DeskFrame>
  )
}

/** The form for work in bulk stands behind the list; the boxes in the entries belong to it. */
function Entries({ entries, bench }: { entries: Entry[]; bench: Bench }) {
  const { t, next } = bench
  return (
    <>
      <div class="entries" data-keys={t('moderation.keys')}>{entries.map((entry) => <QueueEntry entry={entry} bench={bench} inList />)}</div>
      <form id="bulk" class="bulk" method="post" action={paths.deskBulk}>
        <input type="hidden" name="next" value={next} />
        <span>{t('moderation.ticked')}</span>
        <button class="act" name="kind" value="approve">{t('moderation.act.approve')}</button>
        <button class="act" name="kind" value="reject">{t('moderation.act.reject_or_remove')}</button>
      </form>
    </>
  )
}

/** What was just decided, with the way to take it back. */
export async function doneLine(db: Reads, { desk: { t }, done, next }: { desk: Desk; done: string | undefined; next: string }) {
  const many = /^bulk-(\d{1,3})$/.exec(done ?? '')?.[1]
  if (many) return <Done text={t('moderation.done_many', { n: Number(many) })} />
  if (done === 'undone') return <Done text={t('moderation.taken_back')} />
  if (done === 'saved') return <Done text={t('moderation.saved')} />
  const id = numberIn(done ?? '')
  const decision = id === undefined ? undefined : await decisionById(db, id)
  if (!decision || decision.undone_at) return null
  const undoing = { action: url(paths.deskUndoing, { id: String(decision.id) }), label: t('moderation.undo'), fields: { next } }
  return <Done text={t(`moderation.done.${decision.kind}`, { id: decision.comment_id ?? 0 })} undo={undoing} />
}
