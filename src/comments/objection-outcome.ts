// Who may decide an objection, and what follows from it. It is decided by a person, never by a rule, and by another one
// than the decision it is about; only where a paper has nobody else, by the same, at least a day later, and marked so.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { sendMail } from '../base/mail/mail.ts'
import { secondsAfter } from '../base/time.ts'
import { paths, url } from '../urls.ts'
import { isClause } from './clause.ts'
import { decide, ofReport, type Deciding } from './decision.ts'
import { decisionFacts, type DecisionFacts } from './reads/cases.ts'
import { objectionToDecide, othersWhoMay, type ObjectionToDecide } from './reads/objections.ts'
import { mannerFor } from './statement.ts'
import { decideObjection, endReport, reopenReport } from './writes/cases.ts'
import { addToRecord } from './writes/decisions.ts'

/** How long the same person must let pass. */
const dayInSeconds = 86_400

export type NotYours = 'own_decision' | 'own_case' | 'too_soon'
interface Standing {
  /** Who made the decision; null for a rule. */
  staff_id: number | null
  /** Whom it concerns, and who made the report that it followed. */
  author_id: number | null
  reporter_id: number | null
  objected_at: Date
  /** How many others may decide objections. */
  others: number
}

/** Why somebody may not decide an objection; else whether they are the same person as the first time. */
export function whoDecides({ staff_id, author_id, reporter_id, objected_at, others }: Standing, { by, now }: { by: { id: number }; now: Date }): { refused: NotYours } | { by_same_person: boolean } {
  const isParty = author_id === by.id || reporter_id === by.id
  if (staff_id !== by.id && !isParty) return { by_same_person: false }
  // Moderators, chief editors and publishers may all decide objections: any of them comes before the same person.
  if (others > 0) return { refused: isParty ? 'own_case' : 'own_decision' }
  return now < secondsAfter(objected_at, dayInSeconds) ? { refused: 'too_soon' } : { by_same_person: true }
}

export interface Outcome { id: number; outcome: 'upheld' | 'overturned'; answer: string }

/** Decides an objection, does what follows, and tells who objected. */
export function concludeObjection(db: Db, { id, outcome, answer }: Outcome, deciding: Deciding): Promise<NotYours | 'decided' | null> {
  return atomically(db, async (tx) => {
    const objection = await objectionToDecide(tx, id)
    const decision = objection && (await decisionFacts(tx, objection.decision_id))
    if (!objection || !decision || objection.decided_at) return 'decided'
    const who = whoDecides({ ...objection, others: await othersWhoMay(tx, { permission: 'decide_objections', staff_id: deciding.by.id }) }, deciding)
    if ('refused' in who) return who.refused
    const { by, now } = deciding
    if (!(await decideObjection(tx, { id, outcome, answer, decided_at: now, decided_by: by.id, by_same_person: who.by_same_person }))) return 'decided'
    await record(tx, { by: `staff:${by.id}`, what: `objection ${outcome}`, subject: `decision:${decision.id}`, now })
    const isTold = outcome === 'overturned' && (await overturn(tx, { objection, decision, answer }, deciding))
    if (!isTold) await tellOutcome(tx, { objection, outcome, answer, by_same_person: who.by_same_person }, deciding)
    return null
  })
}

interface Overturned { objection: ObjectionToDecide; decision: DecisionFacts; answer: string }

/** Does what should have been done. Answers whether who objected has been told by that. */
function overturn(tx: Db, overturned: Overturned, deciding: Deciding): Promise<boolean> {
  return overturned.objection.by_whom === 'reporter' ? actOnReport(tx, overturned, deciding) : giveBack(tx, overturned, deciding)
}

/** A text that a rule refused when it came in was never kept as a comment: its author may send it again. */
async function giveBack(tx: Db, { decision: { kind, comment_id, comment_state, reader_id }, answer }: Overturned, deciding: Deciding): Promise<boolean> {
  if (kind === 'suspend' || kind === 'ban') await decide(tx, { kind: 'lift', comment_id: null, reader_id, clause: null, reason: answer }, deciding)
  else if (kind !== 'warn' && comment_id !== null) await decide(tx, { kind: comment_state === 'pending' ? 'approve' : 'restore', comment_id, clause: null, reason: answer }, deciding)
  return false
}

// The report is open again, so that the decision ends it as any other, and tells its reporter.
async function actOnReport(tx: Db, { objection, decision, answer }: Overturned, deciding: Deciding): Promise<boolean> {
  const { report_id, report_clause, reporter_id } = objection
  if (report_id === null || report_clause === null) return false
  if (reporter_id !== null) await addToRecord(tx, reporter_id, ofReport('kept', -1))
  await reopenReport(tx, report_id)
  const kind = decision.comment_state === 'pending' ? 'reject' : 'remove'
  const decided = await decide(tx, { kind, comment_id: decision.comment_id, clause: isClause(report_clause) ? report_clause : 'illegal', reason: answer }, deciding)
  if (decided.refused === undefined) return true
  // It is gone already, by its author or another decision.
  await endReport(tx, { id: report_id, decision_id: decision.id, outcome: 'acted', ended_at: deciding.now })
  return false
}

interface Told { objection: ObjectionToDecide; outcome: 'upheld' | 'overturned'; answer: string; by_same_person: boolean }

// A reporter without an account finds it by the link they have; a second one in each mail would end the first.
async function tellOutcome(tx: Db, { objection, outcome, answer, by_same_person }: Told, { site_url, now }: Deciding) {
  if (!objection.mail_address) return
  const { t, paper, manner: { zone, settlement_bodies } } = await mannerFor(tx, objection.language)
  await sendMail(tx, {
    to: objection.mail_address, subject: t(`case.objection.mail.${outcome}`), t, paper: { name: paper.name, url: site_url },
    blocks: [
      { text: `${t('case.objection.made', { time: t.dateTime(objection.objected_at, zone) })}` }, { quote: objection.text },
      { text: `${t(`case.objection.${outcome}`)} ${t(by_same_person ? 'case.objection.same_person' : 'case.objection.other_person')}` }, { text: t('case.objection.mail.answer') }, { quote: answer },
      ...(outcome === 'upheld' ? [{ text: [...(settlement_bodies ? [t('case.redress.bodies', { bodies: settlement_bodies })] : []), t('case.redress.courts')].join(' ') }] : []),
      ...(objection.by_whom === 'author' ? [{ button: t('case.mail.read'), url: site_url + url(paths.decision, { id: String(objection.decision_id) }) }] : [{ small: t('case.objection.mail.link') }]),
    ],
  }, now)
}
