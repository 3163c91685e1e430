// Whoever has made a decision can take it back, and so can a chief editor: as if it had not been made, but it stays on
// record and says so.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { hideComment, removeComment, showComment } from './comment.ts'
import { count, held, journalWords, ofReport, type Deciding } from './decision.ts'
import { counted, effects } from './decision-kinds.ts'
import { decisionById, decisionsAbout, decisionsOnReader, hasObjection, type Decidable, type Decision } from './reads/decisions.ts'
import { tellUndone } from './statement.ts'
import { addToRecord, reopenReports, setBars, setLookedAt, setUndone } from './writes/decisions.ts'

/** Not one's own; taken back already; something was decided since; objected to, so that it is decided there. */
export type UndoRefusal = 'foreign' | 'undone' | 'later' | 'objected' | 'missing'

export function undo(db: Db, { id, maySee }: { id: number; /** Decisions of others too. */ maySee: 'own' | 'all' }, deciding: Deciding): Promise<UndoRefusal | null> {
  return atomically(db, async (tx) => {
    const found = await decisionById(tx, id)
    if (!found || found.made_by === 'rule') return 'missing'
    const comment = await held(tx, found.comment_id)
    const decision = await decisionById(tx, id)
    if (!decision) return 'missing'
    // Nobody takes back what a colleague decided about themselves.
    if (decision.staff_id !== deciding.by.id && (maySee === 'own' || decision.reader_id === deciding.by.id)) return 'foreign'
    if (decision.undone_at) return 'undone'
    if (await hasObjection(tx, id)) return 'objected'
    const isAboutReader = effects[decision.kind].from === null
    const refused = isAboutReader ? await takeBackFromReader(tx, decision) : comment ? await takeBackFromComment(tx, { decision, comment }, deciding) : 'missing'
    if (refused) return refused
    await setUndone(tx, { id, undone_by: deciding.by.id, undone_at: deciding.now })
    const subject = isAboutReader ? `reader:${decision.reader_id}` : `comment:${decision.comment_id}`
    await record(tx, { by: `staff:${deciding.by.id}`, what: `decision taken back: ${journalWords[decision.kind]}`, subject, now: deciding.now })
    await tellUndone(tx, { decision_id: id }, deciding)
    return null
  })
}

async function takeBackFromComment(tx: Db, { decision, comment }: { decision: Decision; comment: Decidable }, { by, now }: Deciding): Promise<UndoRefusal | null> {
  const standing = (await decisionsAbout(tx, comment.id)).filter(({ undone_at, kind }) => undone_at === null && effects[kind].from !== null)
  if (standing.at(-1)?.id !== decision.id || comment.deleted_at !== null) return 'later'
  const earlier = standing.slice(0, -1)
  const act = { by: `staff:${by.id}`, now }
  const { id } = comment
  if (decision.state_before === 'pending' && comment.state !== 'pending') await hideComment(tx, { id }, act)
  if (decision.state_before === 'shown' && comment.state !== 'shown') await showComment(tx, { id }, act)
  if (decision.state_before === 'removed') await removeAgain(tx, { id, earlier }, act)
  if (earlier.length === 0) await setLookedAt(tx, { id, looked_at: null })
  await count(tx, comment.reader_id, { before: counted(standing.map(({ kind }) => kind)), after: counted(earlier.map(({ kind }) => kind)) })
  for (const { reader_id, outcome } of await reopenReports(tx, decision.id)) if (reader_id !== null && outcome && outcome !== 'gone') await addToRecord(tx, reader_id, ofReport(outcome, -1))
  return null
}

async function removeAgain(tx: Db, { id, earlier }: { id: number; earlier: Decision[] }, act: { by: string; now: Date }) {
  const removal = earlier.findLast(({ kind }) => effects[kind].to === 'removed')
  await removeComment(tx, { id, removed_reason: removal?.clause ?? null, removed_by: removal ? removal.made_by : null }, act)
}

async function takeBackFromReader(tx: Db, { id, kind, reader_id, state_before }: Decision): Promise<UndoRefusal | null> {
  if (reader_id === null) return 'missing'
  if (kind === 'warn') return null
  const later = (await decisionsOnReader(tx, { reader_id, limit: 50 })).find((one) => one.undone_at === null && ['suspend', 'ban', 'lift'].includes(one.kind))
  if (later?.id !== id) return 'later'
  const [suspended_until, banned_at] = barsIn(state_before ?? '[]')
  await setBars(tx, reader_id, { suspended_until, banned_at })
  return null
}

function barsIn(text: string): [Date | null, Date | null] {
  const [suspended_until, banned_at]: unknown[] = JSON.parse(text)
  return [typeof suspended_until === 'string' ? new Date(suspended_until) : null, typeof banned_at === 'string' ? new Date(banned_at) : null]
}
