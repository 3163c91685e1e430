// A plan says when a piece is to stand in the paper, how long it is to be and what it is about; an assignment says who does what for it. Both begin with the idea: a planned piece is an article
// that nobody has written yet.
import { createArticle } from '../articles/article.ts'
import { emptyDocument } from '../articles/document.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { slugOf } from '../base/slug.ts'
import { assignmentById, planOf, type Assignment } from './reads/planning.ts'
import { writeInto } from './writing.ts'
import { deleteAssignment, insertAssignment, updateAssignment, upsertPlan } from './writes/planning.ts'

export const tasks = ['text', 'photo', 'illustration', 'data', 'editing', 'fact_check'] as const
export type Task = (typeof tasks)[number]

export interface Plan {
  /** A day (YYYY-MM-DD); null for a piece that can wait. */
  planned_on: string | null
  brief: string
  /** In characters, spaces included. */
  length: number | null
}

export interface Idea extends Plan { headline: string; section_id: number; language: string }

/** Begins a piece with no more than what it is to be called and where it belongs. Answers the article's number. */
export function beginIdea(db: Db, { headline, section_id, language, ...plan }: Idea, act: Act): Promise<number> {
  return atomically(db, async (tx) => {
    const { id } = await createArticle(tx, { headline, section_id, language, slug: slugOf(headline) || 'article', state: 'draft', stage: 'idea', body: emptyDocument, bylines: [], topic_ids: [] }, act)
    await planArticle(tx, { article_id: id, ...plan }, act)
    return id
  })
}

export function planArticle(db: Db, { article_id, ...plan }: Plan & { article_id: number }, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const before = await planOf(tx, article_id)
    await upsertPlan(tx, { article_id, ...plan })
    // Whoever writes sees how much is still missing.
    if ((before?.length ?? null) !== plan.length) await writeInto(tx, { article_id, written: { length_aim: plan.length } }, act)
    if (before && before.planned_on === plan.planned_on && before.brief === plan.brief && before.length === plan.length) return
    await record(tx, { ...act, what: 'article planned', subject: `article:${article_id}` })
  })
}

export interface Assigning {
  article_id: number
  task: Task
  /** Somebody of the staff, or else a name. */
  who: { staff_id: number } | { name: string }
  due_on: string | null
  note: string
}
interface ByStaff { by: { id: number }; now: Date }

export function assign(db: Db, { who, ...rest }: Assigning, { by, now }: ByStaff): Promise<void> {
  return atomically(db, async (tx) => {
    await insertAssignment(tx, { ...rest, staff_id: 'staff_id' in who ? who.staff_id : null, name: 'name' in who ? who.name : '', assigned_by: by.id, assigned_at: now })
    await record(tx, { by: `staff:${by.id}`, what: 'assignment given', subject: `article:${rest.article_id}`, now })
  })
}

/** Done, or to be done again after all. Undefined where there is none of that number any more. */
export function finishAssignment(db: Db, { id, isDone }: { id: number; isDone: boolean }, { by, now }: ByStaff): Promise<Assignment | undefined> {
  return atomically(db, async (tx) => {
    const assignment = await assignmentById(tx, id)
    if (!assignment || (assignment.done_at !== null) === isDone) return assignment
    await updateAssignment(tx, id, { done_at: isDone ? now : null })
    await record(tx, { by: `staff:${by.id}`, what: isDone ? 'assignment done' : 'assignment reopened', subject: `article:${assignment.article_id}`, now })
    return assignment
  })
}

export function takeAssignmentBack(db: Db, id: number, { by, now }: ByStaff): Promise<Assignment | undefined> {
  return atomically(db, async (tx) => {
    const assignment = await assignmentById(tx, id)
    if (!assignment) return undefined
    await deleteAssignment(tx, id)
    await record(tx, { by: `staff:${by.id}`, what: 'assignment taken back', subject: `article:${assignment.article_id}`, now })
    return assignment
  })
}
