// A schedule says what is to happen to an article at a time: that it is published, brought up to date or withdrawn. It happens
// once, whichever process sees to it; what was due while none ran happens when one starts again.
import { setStage } from '../articles/article.ts'
import { lockedArticle } from '../articles/revision.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { staleAtOnce } from '../base/press/stale.ts'
import type { Reader } from '../people/session.ts'
import { callOff, unscheduled } from './calling-off.ts'
import { noteMove } from './move-telling.ts'
import { obstacle, unstyled, type PublishRefusal } from './publishing.ts'
import { settle } from './settling.ts'
import { recordAnyway } from './style-check.ts'
import { insertSchedule, type Kind } from './writes/schedules.ts'

export interface Scheduling { article_id: number; kind: Kind; at: Date; /** Of a withdrawal what stands in its place; of everything else why it is against house style, where it is. */ reason?: string; note?: string }
export type ScheduleRefusal = PublishRefusal | { why: 'past' } | { why: 'before_embargo'; until: Date }

/** Sets when something is to happen to an article, in place of when it was to happen before; answers what stands against it. */
export function scheduleArticle(db: Db, { article_id, kind, at, reason = '', note = '' }: Scheduling, { who, now }: { who: Pick<Reader, 'id' | 'roles'>; now: Date }): Promise<ScheduleRefusal | null> {
  return atomically(db, async (tx) => {
    const article = await lockedArticle(tx, article_id)
    const against = refusalOf(article, { kind, at, now }) ?? await obstacleThen(tx, article, { kind, reason, roles: who.roles, at })
    if (against) return against
    await callOff(tx, { article_id, kinds: [kind], why: 'rescheduled' }, now)
    // What is withdrawn is the article, whatever it says by then.
    const text_revision = kind === 'withdraw' ? null : (await settle(tx, { article_id }, { by: `staff:${who.id}`, now })).number
    await insertSchedule(tx, { article_id, kind, fires_at: at, next_at: at, reason, text_revision, made_by: who.id, made_at: now })
    if (kind === 'publish' && article.state === 'draft') await setStage(tx, { id: article_id, stage: 'scheduled' })
    const to_stage = kind === 'publish' && article.state === 'draft' ? 'scheduled' : article.stage
    await noteMove(tx, article, { deed: { kind: to_stage === article.stage ? 'scheduled' : 'moved', from_stage: article.stage, to_stage, note }, reader_id: who.id, now })
    if (kind !== 'withdraw' && reason.trim() !== '') await recordAnyway(tx, { article_id, anyway: reason, what: 'scheduled against house style' }, { by: `staff:${who.id}`, now })
    await record(tx, { by: `staff:${who.id}`, what: deeds[kind], subject: `article:${article_id}`, now })
    // Who may write in it until then is asked again where it is open.
    await staleAtOnce(tx, `article:${article_id}`)
    return null
  })
}
const deeds: Record<Kind, string> = { publish: 'publication scheduled', update: 'update scheduled', withdraw: 'withdrawal scheduled' }

function refusalOf(article: FullArticle, { kind, at, now }: { kind: Kind; at: Date; now: Date }): ScheduleRefusal | null {
  if (at <= now) return { why: 'past' }
  if (article.legal_hold_at && kind !== 'withdraw') return { why: 'legal_hold', until: null }
  if (article.embargo_until && at < article.embargo_until && kind !== 'withdraw') return { why: 'before_embargo', until: article.embargo_until }
  const fits = kind === 'publish' ? article.state === 'draft' || article.state === 'withdrawn' : article.state === 'published' || article.state === 'held'
  return fits ? null : { why: 'state' }
}

// By then the embargo is over. House style is asked now, while somebody is there who can answer.
async function obstacleThen(tx: Db, article: FullArticle, { kind, reason, roles, at }: Required<Pick<Scheduling, 'kind' | 'reason' | 'at'>> & { roles: Reader['roles'] }): Promise<PublishRefusal | null> {
  if (kind === 'withdraw') return null
  const against = kind === 'publish' ? await obstacle(tx, article, { roles, now: at }) : null
  return against ?? unstyled(tx, { article_id: article.id, anyway: reason, roles })
}

/** Calls off one kind at the desk: what was to be published is ready again. */
export function cancelSchedule(db: Db, { article_id, kind }: { article_id: number; kind: Kind }, { who, now }: { who: Pick<Reader, 'id'>; now: Date }): Promise<boolean> {
  return atomically(db, async (tx) => {
    const article = await lockedArticle(tx, article_id)
    if (!(await callOff(tx, { article_id, kinds: [kind], why: 'called_off' }, now))) return false
    const to_stage = await unscheduled(tx, article)
    await noteMove(tx, article, { deed: { kind: 'unscheduled', from_stage: article.stage, to_stage }, reader_id: who.id, now })
    await record(tx, { by: `staff:${who.id}`, what: 'schedule called off', subject: `article:${article_id}`, now })
    return true
  })
}
