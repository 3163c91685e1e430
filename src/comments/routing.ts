// A route leads a comment to the desk: it offers a correction, answers what readers were asked, or its author is asked
// something about it. It stands at the article until an editor says what became of it, which goes back to the reader.
import { unnamedLetter } from '../articles/hold.ts'
import { loadFrame } from '../articles/reads/paper.ts'
import { creditCorrections } from '../articles/revision.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { spoken, translator, type T } from '../base/i18n/i18n.ts'
import type { Block, Letter } from '../base/mail/letter.tsx'
import { sendMail } from '../base/mail/mail.ts'
import { permissions } from '../people/permissions.ts'
import { commentUrl, paths, url } from '../urls.ts'
import { creditAsked, mayBeAssigned, routed } from './reads/routes.ts'
import { insertRoute, setAnswer, setAssigned, setCredit, setOutcome } from './writes/routes.ts'

export const routeOutcomes = ['corrected', 'answered', 'dismissed'] as const
export type RouteOutcome = (typeof routeOutcomes)[number]
export const routes = ['correction', 'answer', 'question'] as const
export type Route = (typeof routes)[number]
interface Doing { by: { id: number }; now: Date; site_url: string }

/** Of what is asked, and of what is answered. */
export const longestQuestion = 2_000

/** By staff, or by the comment's author, who ticks that it is a correction: then `by` is null. Once; undefined when there is no such comment. */
export function markRoute(db: Db, { comment_id, route }: { comment_id: number; route: Exclude<Route, 'question'> }, { by, now }: { by: { id: number } | null; now: Date }): Promise<true | undefined> {
  return atomically(db, async (tx) => {
    if (by && !(await routed(tx, comment_id))) return undefined
    const isNew = await insertRoute(tx, { comment_id, route, marked_by: by?.id ?? null, marked_at: now })
    if (isNew && by) await record(tx, { by: `staff:${by.id}`, what: `comment routed: ${route}`, subject: `comment:${comment_id}`, now })
    return true
  })
}

/** Why somebody cannot be asked. */
export type QuestionRefusal = 'question' | 'asked' | 'unreachable'

/** Asks the author of a comment, by a mail with a link to where they answer; once about each comment. Nobody here learns their address. */
export function askAuthor(db: Db, { comment_id, question }: { comment_id: number; question: string }, { by, now, site_url }: Doing): Promise<QuestionRefusal | null> {
  return atomically(db, async (tx) => {
    if (question === '') return 'question'
    const asked = await routed(tx, comment_id)
    if (!asked?.mail_address || asked.state === 'removed') return 'unreachable'
    if (!(await insertRoute(tx, { comment_id, route: 'question', marked_by: by.id, marked_at: now, question }))) return 'asked'
    await record(tx, { by: `staff:${by.id}`, what: 'author of comment asked', subject: `comment:${comment_id}`, now })
    await tell(tx, { comment_id, about: 'question' }, { site_url, now, blocks: (t) => [
      { quote: question }, { button: t('moderation.mail.question.button'), url: site_url + url(paths.accountQuestion, { id: String(comment_id) }) }, { small: t('moderation.mail.question.small') },
    ] })
    return null
  })
}

/** By the comment's author, once. False when nothing is asked any more. */
export async function answerQuestion(db: Db, { comment_id, answer }: { comment_id: number; answer: string }, now: Date): Promise<boolean> {
  return setAnswer(db, { comment_id, answer, answered_at: now })
}

interface Ending { comment_id: number; route: Route; outcome: RouteOutcome; /** A word to the reader. */ answer: string; /** They are asked whether they may be named under the correction. */ asksCredit?: boolean }

/** Says what became of it, once, and tells the reader; but not one who was asked and has not answered. */
export function endRoute(db: Db, { comment_id, route, outcome, answer, asksCredit = false }: Ending, { by, now, site_url }: Doing): Promise<true | undefined> {
  return atomically(db, async (tx) => {
    const ended = await setOutcome(tx, { comment_id, route, outcome, done_by: by.id, done_at: now })
    if (!ended) return undefined
    await record(tx, { by: `staff:${by.id}`, what: `route ended: ${outcome}`, subject: `comment:${comment_id}`, now })
    // Asked once: who has said something to it is not asked again.
    const isAsked = asksCredit && ended.credit === null
    if (isAsked) await setCredit(tx, { comment_id, credit: 'asked', credit_at: now })
    if (route === 'question' && ended.answer === null && !isAsked) return true
    const about = route === 'question' && outcome !== 'corrected' ? 'question_done' : outcome
    await tell(tx, { comment_id, about }, { site_url, now, blocks: (t, address) => [
      ...(answer ? [{ text: t('moderation.mail.answer') }, { quote: answer }] : []), ...(address === undefined ? [] : [{ button: t('moderation.mail.look'), url: site_url + address }]),
      ...(isAsked ? [{ text: t('moderation.mail.credit') }, { button: t('moderation.mail.credit.button'), url: site_url + url(paths.accountCredit, { id: String(comment_id) }) }, { small: t('moderation.mail.credit.small') }] : []),
    ] })
    return true
  })
}

/** Gives a comment's way to the desk to one of the staff, or to nobody; undefined where it is over, or they may not. */
export function assignRoute(db: Db, { comment_id, route, to }: { comment_id: number; route: Route; to: number | null }, { by, now }: { by: { id: number }; now: Date }): Promise<true | undefined> {
  return atomically(db, async (tx) => {
    if (to !== null && !(await mayBeAssigned(tx, permissions.pick_comments)).some(({ id }) => id === to)) return undefined
    if (!(await setAssigned(tx, { comment_id, route, assigned_to: to }))) return undefined
    await record(tx, { by: `staff:${by.id}`, what: to === null ? 'route given to nobody' : 'route assigned', subject: `comment:${comment_id}`, now })
    return true
  })
}

/** Whoever told of a mistake says whether they may be named for it, and may say otherwise later. False where they were never asked. */
export function answerCredit(db: Db, { comment_id, reader_id, agrees }: { comment_id: number; reader_id: number; agrees: boolean }, now: Date): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (!(await creditAsked(tx, { comment_id, reader_id }))) return false
    await setCredit(tx, { comment_id, credit: agrees ? 'agreed' : 'declined', credit_at: now })
    await creditCorrections(tx, { comment_id, credited_at: agrees ? now : null })
    return true
  })
}

interface Telling { site_url: string; now: Date; blocks: (t: T, /** Of the comment; undefined while its article is held. */ address: string | undefined) => Block[] }

async function tell(tx: Db, { comment_id, about }: { comment_id: number; about: RouteOutcome | 'question' | 'question_done' }, { site_url, now, blocks }: Telling) {
  const told = await routed(tx, comment_id)
  if (!told?.mail_address) return
  const { paper } = await loadFrame(tx)
  const t = translator(spoken(told.language ?? paper.language, spoken(paper.language, 'en')))
  const to = told.mail_address
  const letterOf = (headline: string | null): Letter => ({
    to, subject: t(`moderation.mail.${about}.subject`), t, paper: { name: paper.name, url: site_url },
    blocks: [
      { text: t('moderation.mail.hello', { name: told.name ?? '' }) }, { text: t(`moderation.mail.${about}`, { headline: headline ?? '', named: headline === null ? 'no' : 'yes' }) },
      ...blocks(t, headline === null ? undefined : commentUrl({ id: told.article_id, slug: told.slug, section_slug: told.section_slug }, comment_id)),
    ],
  })
  await sendMail(tx, letterOf(told.headline), now, { unnamed: unnamedLetter({ id: told.article_id, isNamed: told.headline !== null }, () => letterOf(null)) })
}
