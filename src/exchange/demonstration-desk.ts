// What the desk of the demonstration has before it: pieces around today, so that its calendar is not empty on the day somebody looks,
// fronts that somebody has laid out, and what agencies have sent. The edition's texts are an archive; this is done when the paper is begun.
import { createArticle } from '../articles/article.ts'
import { authorNamed, topicNamed } from '../articles/naming.ts'
import { paper, sections } from '../articles/reads/paper.ts'
import { pictureByName } from '../articles/reads/pictures.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Files } from '../base/files/files.ts'
import { secondsAfter, secondsBefore, dayOf, daysAfter, startOfDay } from '../base/time.ts'
import { slugOf } from '../base/slug.ts'
import { embargoArticle } from '../newsroom/keeping-back.ts'
import { moveArticle } from '../newsroom/moving.ts'
import { assign, beginIdea, finishAssignment, planArticle } from '../newsroom/plan.ts'
import { staffMembers } from '../newsroom/reads/people.ts'
import { assignmentsOf } from '../newsroom/reads/planning.ts'
import { scheduleArticle } from '../newsroom/schedule.ts'
import { watchFor } from '../newsroom/watching.ts'
import { demonstrationEditor } from '../people/demonstration.ts'
import type { Reader } from '../people/session.ts'
import { giveDemonstrationFronts } from './demonstration-fronts.ts'
import { choir, editor, pieces, type Piece } from './demonstration-pieces.ts'
import { giveDemonstrationWires } from './demonstration-wires.ts'
import { writeDemonstrationText } from './demonstration-writing.ts'

export interface Begun { now: Date; files: Files }
export type Staff = Pick<Reader, 'id' | 'name' | 'roles'>
/** Whoever of the staff is called so. */
export type Called = (name: string) => Staff

/** Joins the caller's transaction. */
export async function giveDemonstrationDesk(db: Db, { now, ...here }: Begun): Promise<void> {
  await demonstrationEditor(db, secondsBefore(now, 40 * 86_400))
  const staff = new Map((await staffMembers(db)).map((one) => [one.name, one]))
  const called: Called = (name) => {
    const one = staff.get(name)
    if (!one) throw new Error(`nobody of the staff is called ${name}`)
    return one
  }
  await watchFor(db, { section_id: null, stage: 'editing', by_mail: false }, { who: called(editor), now: secondsBefore(now, 30 * 86_400) })
  for (const piece of pieces) await begin(db, piece, { called, now })
  await giveDemonstrationFronts(db, { by: called(editor).id, now })
  await giveDemonstrationWires(db, { called, now, ...here })
}

interface Around { called: Called; now: Date }

async function begin(db: Db, { moves = [], ...piece }: Piece, { called, now }: Around) {
  const [{ time_zone, language }, all] = [await paper(db), await sections(db)]
  const today = dayOf(now, time_zone)
  const section_id = all.find(({ slug }) => slug === piece.section)?.id ?? 0
  const chief = called(editor)
  const plan = { planned_on: piece.in_days === null ? null : daysAfter(today, piece.in_days), brief: piece.brief, length: piece.length }
  const at = (hoursAgo: number) => ({ now: secondsBefore(now, hoursAgo * 3_600) })
  await atomically(db, async (tx) => {
    const act = { by: `staff:${chief.id}`, ...at(30) }
    const idea = { headline: piece.headline, section_id, language: piece.language ?? language }
    const article_id = piece.text ? await drafted(tx, { ...piece, ...idea, text: piece.text }, { by: `staff:${called(piece.text.by).id}`, ...at(29) }) : await beginIdea(tx, { ...idea, ...plan }, act)
    await planArticle(tx, { article_id, ...plan }, act)
    await giveTasks(tx, { article_id, piece, ...plan }, { called, ...at(28) })
    if (piece.headline === choir) await writeDemonstrationText(tx, article_id, { called, now })
    for (const [n, { by, to, note }] of moves.entries()) {
      const seen = n === 0 ? 'draft' : moves[n - 1]?.to ?? 'draft'
      expectNone(await moveArticle(tx, { article_id, to, note, seen }, { who: called(by), ...at(5 - n) }), piece.headline)
    }
    const { embargo, schedule } = piece
    const moment = ({ days, hour }: { days: number; hour: number }) => secondsAfter(startOfDay(daysAfter(today, days), time_zone), hour * 3_600)
    if (embargo) await embargoArticle(tx, { article_id, until: moment(embargo) }, { who: called('Jost Feddern'), ...at(2) })
    if (schedule) expectNone(await scheduleArticle(tx, { article_id, kind: 'publish', at: moment(schedule) }, { who: called(schedule.by), ...at(1) }), piece.headline)
  })
}

interface Drafted extends Omit<Piece, 'language' | 'tasks' | 'section' | 'brief' | 'length' | 'in_days'> { text: NonNullable<Piece['text']>; section_id: number; language: string }

async function drafted(tx: Db, { text, section_id, language, ...piece }: Drafted, act: { by: string; now: Date }): Promise<number> {
  const { headline, kicker = '', standfirst = '', topics = [], picture } = piece
  const body = { type: 'doc', content: text.paragraphs.map((one) => ({ type: 'paragraph', content: [{ type: 'text', text: one }] })) }
  const author_id = await authorNamed(tx, text.by, act)
  const topic_ids: number[] = []
  for (const name of topics) topic_ids.push(await topicNamed(tx, name, act))
  const lead_picture_id = picture === undefined ? null : (await pictureByName(tx, picture))?.id ?? null
  const { id } = await createArticle(tx, { headline, kicker, standfirst, section_id, language, lead_picture_id, slug: slugOf(headline) || 'article', state: 'draft', stage: 'draft', body, bylines: [{ author_id, role: 'text' }], topic_ids }, act)
  return id
}

interface Tasks { article_id: number; piece: Pick<Piece, 'tasks'>; planned_on: string | null }

async function giveTasks(tx: Db, { article_id, piece, planned_on }: Tasks, { called, now }: Around) {
  const by = called(editor)
  for (const { task, who, isOutside, days = 0, note = '' } of piece.tasks) {
    const due_on = planned_on === null ? null : daysAfter(planned_on, days)
    await assign(tx, { article_id, task, who: isOutside ? { name: who } : { staff_id: called(who).id }, due_on, note }, { by, now })
  }
  const given = await assignmentsOf(tx, article_id)
  for (const [n, { isDone, who }] of piece.tasks.entries()) {
    const one = given[n]
    if (isDone && one) await finishAssignment(tx, { id: one.id, isDone }, { by: called(who), now: secondsAfter(now, 20 * 3_600) })
  }
}

function expectNone(refused: unknown, headline: string) {
  if (refused !== null) throw new Error(`${headline}: ${JSON.stringify(refused)}`)
}
