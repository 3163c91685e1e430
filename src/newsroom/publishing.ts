// Publishing makes an article public, in one transaction: its text, its place in lists, feeds and search, what the desk is told, and the
// pages that are thrown away. What stands against it is an answer, not an error.
import { withdrawArticle } from '../articles/article.ts'
import { holdOn, type Hold } from '../articles/hold.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { lockedArticle, publishArticle } from '../articles/revision.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import type { Role } from '../people/permissions.ts'
import { callOff } from './calling-off.ts'
import { noteMove, type ByStaff } from './move-telling.ts'
import { movesOf, stepsUsed } from './reads/workflow.ts'
import type { Faults } from './revised.ts'
import { endPreviewLinks } from './preview-link.ts'
import { longestWhy } from './revision.ts'
import { noteRevision, publishWritten, type NewCorrection } from './settling.ts'
import { missingSteps, type Optional } from './stage.ts'
import { recordAnyway, styleRefusal } from './style-check.ts'
import { writtenOf } from './writing.ts'

/** Who publishes: somebody with their roles, or the program at a time that somebody set. */
export interface ByPublisher extends ByStaff { roles: readonly Role[] }
export type Obstacle = { why: Hold; until: Date | null } | { why: 'steps'; steps: Optional[] } | { why: 'state' }
/** The same, or what house style does not let pass. */
export type PublishRefusal = Obstacle | { why: 'faults'; faults: Faults } | ({ why: 'style' } & NonNullable<Awaited<ReturnType<typeof styleRefusal>>>)

/** What keeps an article from being made public now. */
export async function obstacle(db: Reads, article: FullArticle, { roles, now }: { roles: readonly Role[]; now: Date }): Promise<Obstacle | null> {
  const hold = holdOn(article, now)
  if (hold) return { why: hold, until: hold === 'embargo' ? article.embargo_until : null }
  if (article.state === 'published') return { why: 'state' }
  const moves = (await movesOf(db, article.id)).filter(({ kind }) => kind === 'moved')
  const steps = missingSteps({ stage: article.stage, roles, steps: await stepsUsed(db) }, moves)
  return steps.length > 0 ? { why: 'steps', steps } : null
}

/** Of what was scheduled house style was asked when it was, and it goes out as was decided then: now nobody is there who could answer. */
interface Scheduled { isAgainstStyle: boolean }
interface Publishing {
  article_id: number
  note?: string
  /** Why it is published against house style. */
  anyway?: string
  scheduled?: Scheduled
}

/** Makes an article public, or one that was withdrawn public again; answers what stands against it. */
export function publishNow(db: Db, { article_id, note = '', anyway = '', scheduled }: Publishing, { reader_id, roles, now }: ByPublisher): Promise<PublishRefusal | null> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, article_id)
    const { unstyled: style, reason } = await styleThen(tx, { article_id, anyway, roles, scheduled })
    const against = await obstacle(tx, before, { roles, now }) ?? style
    if (against) return against
    const act = { by: actor(reader_id), now }
    const said = withReason(note, reason ?? '')
    const { faults } = await publishWritten(tx, { article_id, is_update: false, why: said }, act)
    if (faults) return { why: 'faults', faults }
    if (reason !== null) await recordAnyway(tx, { article_id, anyway: reason }, act)
    await callOff(tx, { article_id, kinds: ['publish'], why: 'published' }, now)
    const { stage } = await publishArticle(tx, { id: article_id }, act)
    await noteMove(tx, before, { deed: { from_stage: before.stage, to_stage: stage, note: said }, reader_id, now })
    return null
  })
}

/** Why something was published against house style stands with the revision, and in the article's way, as every other reason does. */
function withReason(why: string, anyway: string): string {
  return [why, anyway].map((text) => text.trim()).filter(Boolean).join(' – ').slice(0, longestWhy)
}

interface Updating { article_id: number; /** Readers are told that it says something new. */ is_update: boolean; why?: string; /** Why it is published against house style. */ anyway?: string; correction?: NewCorrection | undefined; scheduled?: Scheduled }

/** Makes public what was written into an article since readers saw it last; answers what stands against it. */
export function updateNow(db: Db, { article_id, is_update, why = '', anyway = '', correction, scheduled }: Updating, { reader_id, roles, now }: ByPublisher): Promise<PublishRefusal | null> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, article_id)
    const hold = holdOn(before, now)
    if (hold) return { why: hold, until: before.embargo_until }
    if (before.state !== 'published') return { why: 'state' }
    const { unstyled: against, reason } = await styleThen(tx, { article_id, anyway, roles, scheduled })
    if (against) return against
    const [act, said] = [{ by: actor(reader_id), now }, withReason(why, reason ?? '')]
    const { faults, article } = await publishWritten(tx, { article_id, is_update, why: said, correction }, act)
    if (faults) return { why: 'faults', faults }
    if (reason !== null) await recordAnyway(tx, { article_id, anyway: reason }, act)
    await callOff(tx, { article_id, kinds: ['update'], why: 'published' }, now)
    if (is_update || correction) await noteMove(tx, before, { deed: { from_stage: before.stage, to_stage: article.stage, note: said }, reader_id, now })
    return null
  })
}

interface Styled { article_id: number; anyway: string; roles: readonly Role[]; scheduled: Scheduled | undefined }

/** What house style has against it; and why it is published all the same, null where there is nothing to be noted. What became against house style since it was scheduled has no reason. */
async function styleThen(tx: Db, { scheduled, anyway, ...asked }: Styled): Promise<{ unstyled: PublishRefusal | null; reason: string | null }> {
  if (scheduled) return { unstyled: null, reason: scheduled.isAgainstStyle ? anyway : null }
  return { unstyled: await unstyled(tx, { ...asked, anyway }), reason: anyway.trim() === '' ? null : anyway }
}

/** What house style has against an article as it is written. */
export async function unstyled(db: Reads, { article_id, anyway, roles }: { article_id: number; anyway: string; roles: readonly Role[] }): Promise<PublishRefusal | null> {
  const { written } = await writtenOf(db, article_id)
  const refused = await styleRefusal(db, { written, roles, anyway })
  return refused ? { why: 'style', ...refused } : null
}

/** Takes an article back for a reason that stands in its place; false where it is not public. */
export function withdrawNow(db: Db, { article_id, reason }: { article_id: number; reason: string }, { reader_id, now }: ByStaff): Promise<boolean> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, article_id)
    if (before.state !== 'published' && before.state !== 'held') return false
    await callOff(tx, { article_id, kinds: ['publish', 'update', 'withdraw'], why: 'withdrawn' }, now)
    await endPreviewLinks(tx, article_id, now)
    await withdrawArticle(tx, { id: article_id, reason }, { by: actor(reader_id), now })
    await noteRevision(tx, { article_id, kind: 'withdrawn', why: reason }, { by: actor(reader_id), now })
    await noteMove(tx, before, { deed: { from_stage: before.stage, to_stage: 'withdrawn', note: reason }, reader_id, now })
    return true
  })
}

/** As the journal names who did it. */
export function actor(reader_id: number | null): string {
  return reader_id === null ? 'schedule' : `staff:${reader_id}`
}
