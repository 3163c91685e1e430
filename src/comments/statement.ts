// A statement of reasons tells whom a decision concerns what was decided, on which facts, for which reason, and what can
// be done about it: Article 17 of the Digital Services Act. It goes out as a mail and stands on a page, in the same words.
import { unnamedLetter } from '../articles/hold.ts'
import { loadFrame } from '../articles/reads/paper.ts'
import type { Db, Reads } from '../base/db/db.ts'
import { spoken, translator, type T } from '../base/i18n/i18n.ts'
import type { Block, Letter } from '../base/mail/letter.tsx'
import { sendMail } from '../base/mail/mail.ts'
import { hashOf, newToken } from '../people/session.ts'
import { paths, url } from '../urls.ts'
import { isClause } from './clause.ts'
import { lastDayToObject, mayBeObjected } from './objection.ts'
import { decisionFacts, duties, reportersOf, type DecisionFacts, type Reporter } from './reads/cases.ts'
import { setOutcomeHash } from './writes/cases.ts'

export interface Telling { site_url: string; now: Date }

/** A part of a statement: sentences, and the text it is about. */
export interface Part { title: string; sentences: string[]; quote?: string | undefined }
export interface Manner { t: T; zone: string; settlement_bodies: string }

/** What the statement says, in the order of Article 17(3). */
export function partsOf(facts: DecisionFacts, manner: Manner): Part[] {
  const { t } = manner
  return [
    { title: t('case.what'), sentences: [t(`case.what.${facts.kind}`, { until: untilOf(facts, manner) })] },
    ...textPart(facts, manner),
    { title: t('case.facts'), sentences: [t(cause(facts)), t('case.facts.decided', { time: t.dateTime(facts.decided_at, manner.zone) })] },
    { title: t('case.automated'), sentences: [t(facts.made_by === 'rule' ? 'case.automated.rule' : facts.found_by_rule ? 'case.automated.found' : 'case.automated.person')] },
    ...groundPart(facts, manner),
    ...(mayBeObjected(facts) ? [{ title: t('case.redress'), sentences: redress(facts, manner) }] : []),
  ]
}

export function titleOf(facts: Pick<DecisionFacts, 'kind' | 'until'>, manner: Pick<Manner, 't' | 'zone'>): string {
  return manner.t(`case.title.${facts.kind}`, { until: untilOf(facts, manner) })
}

/** What somebody can do who does not agree: object here, turn to a body of Article 21, go to court. */
export function redress({ decided_at }: Pick<DecisionFacts, 'decided_at'>, { t, zone, settlement_bodies }: Manner): string[] {
  return [
    t('case.redress.objection', { day: t.day(lastDayToObject(decided_at, zone)) }),
    ...(settlement_bodies ? [t('case.redress.bodies', { bodies: settlement_bodies })] : []),
    t('case.redress.courts'),
  ]
}

function untilOf({ until }: Pick<DecisionFacts, 'until'>, { t, zone }: Pick<Manner, 't' | 'zone'>): string {
  return until ? t.dateTime(until, zone) : ''
}

function textPart({ comment_id, body, article_id, headline, submitted_at, decided_at }: DecisionFacts, { t, zone }: Manner): Part[] {
  if (comment_id === null && body === null) return []
  const under = article_id === null ? [] : [t('case.text.under', { time: t.dateTime(submitted_at ?? decided_at, zone), headline: headline ?? '', named: headline === null ? 'no' : 'yes' })]
  return [{ title: t('case.text'), sentences: body === null ? [...under, t('case.text.erased')] : under, quote: body ?? undefined }]
}

function cause({ by_notice, by_report, by_objection }: DecisionFacts) {
  if (by_objection) return 'case.facts.objection'
  return by_notice ? 'case.facts.notice' : by_report ? 'case.facts.report' : 'case.facts.own'
}

function groundPart({ clause, reason }: DecisionFacts, { t }: Manner): Part[] {
  const ground = clause === null ? [] : [clause === 'illegal' ? t('case.ground.illegal') : t('case.ground.clause', { clause: isClause(clause) ? t(`clause_text.${clause}`) : clause })]
  const sentences = [...ground, ...(reason ? [t('case.ground.explained', { reason })] : [])]
  return sentences.length === 0 ? [] : [{ title: t('case.ground'), sentences }]
}

/** Kinds that change nothing for the author, or that they see for themselves. */
const untold: readonly string[] = ['approve', 'keep']

/** Sends the statement to whom the decision concerns; after the reports on the comment have been ended by it. */
export async function tellAuthor(tx: Db, { decision_id }: { decision_id: number }, { site_url, now }: Telling) {
  const facts = await decisionFacts(tx, decision_id)
  if (!facts?.mail_address || untold.includes(facts.kind) || facts.by_objection) return
  const { t, paper, manner } = await mannerFor(tx, facts.language)
  const button = t(mayBeObjected(facts) ? 'case.mail.object' : 'case.mail.read')
  const to = facts.mail_address
  const letterOf = (facts: DecisionFacts): Letter => ({
    to, subject: titleOf(facts, manner), t, paper: { name: paper.name, url: site_url },
    blocks: [
      { text: t('case.hello', { name: facts.name ?? '' }) }, { text: `${titleOf(facts, manner)}.` }, ...partsOf(facts, manner).flatMap(blocksOf),
      { button, url: site_url + url(paths.decision, { id: String(decision_id) }) },
    ],
  })
  await sendMail(tx, letterOf(facts), now, { unnamed: unnamedLetter({ id: facts.article_id, isNamed: facts.headline !== null }, () => letterOf({ ...facts, headline: null })) })
}

/** Tells whom a decision concerned that it was taken back. */
export async function tellUndone(tx: Db, { decision_id }: { decision_id: number }, { site_url, now }: Telling) {
  const facts = await decisionFacts(tx, decision_id)
  if (!facts?.mail_address || !mayBeObjected(facts)) return
  const { t, paper, manner } = await mannerFor(tx, facts.language)
  const time = t.dateTime(facts.decided_at, manner.zone)
  await sendMail(tx, {
    to: facts.mail_address, subject: t('case.mail.undone.subject'), t, paper: { name: paper.name, url: site_url },
    blocks: [
      { text: t('case.hello', { name: facts.name ?? '' }) }, { text: t('case.mail.undone', { time, title: titleOf(facts, manner) }) },
      { button: t('case.mail.read'), url: site_url + url(paths.decision, { id: String(decision_id) }) },
    ],
  }, now)
}

/** Tells those whose reports ended with the decision what became of them: Article 16(5). */
export async function tellReporters(tx: Db, { decision_id }: { decision_id: number }, { site_url, now }: Telling) {
  const facts = await decisionFacts(tx, decision_id)
  for (const report of facts ? await reportersOf(tx, decision_id) : []) await tellReporter(tx, { report, facts }, { site_url, now })
}

/** Tells one of them; `facts` are of the decision, where there was one. */
export async function tellReporter(tx: Db, { report, facts }: { report: Reporter; facts?: DecisionFacts | undefined }, { site_url, now }: Telling) {
  if (!report.mail_address || !report.outcome) return
  const { t, paper, manner } = await mannerFor(tx, report.language)
  const token = newToken()
  await setOutcomeHash(tx, { id: report.id, outcome_hash: hashOf(token) })
  await sendMail(tx, {
    to: report.mail_address, subject: t(`case.reporter.${report.outcome}.subject`), t, paper: { name: paper.name, url: site_url },
    blocks: [
      { text: t(`case.reporter.${report.outcome}`, { time: t.dateTime(report.reported_at, manner.zone) }) },
      ...(facts ? outcomeReason(facts, report.outcome, manner) : []).map((text) => ({ text })),
      { button: t('case.reporter.look'), url: site_url + url(paths.receipt, { token }) },
    ],
  }, now)
}

/** What is told of a report's outcome besides the outcome itself: why, by whom, and what can be done about it. */
export function outcomeReason(facts: DecisionFacts, outcome: NonNullable<Reporter['outcome']>, manner: Manner): string[] {
  const { t } = manner
  return [
    ...(facts.reason ? [t('case.ground.explained', { reason: facts.reason })] : []),
    t(facts.made_by === 'rule' ? 'case.reporter.rule' : 'case.reporter.person'),
    ...(outcome === 'kept' ? redress(facts, manner) : []),
  ]
}

/** The language somebody reads, the paper's if none is known, and what else a statement is written with. */
export async function mannerFor(db: Reads, language: string | null) {
  const [{ paper }, { settlement_bodies }] = [await loadFrame(db), await duties(db)]
  const t = translator(spoken(language ?? paper.language, spoken(paper.language, 'en')))
  const manner: Manner = { t, zone: paper.time_zone, settlement_bodies }
  return { t, paper, manner }
}

function blocksOf({ title, sentences, quote }: Part): Block[] {
  return [{ text: `${title}: ${sentences.join(' ')}`.replace(/: $/, ':') }, ...(quote === undefined ? [] : [{ quote }])]
}
