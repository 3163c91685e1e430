// What is planned for one article, and who does what for it.
import { articleById } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import type { Reader } from '../../people/session.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { assign, finishAssignment, planArticle, takeAssignmentBack, tasks } from '../plan.ts'
import { staffMembers } from '../reads/people.ts'
import { assignmentById, assignmentsOf, planOf } from '../reads/planning.ts'
import { PlanView, type TypedAssignment, type TypedPlan } from '../views/plan-view.tsx'
import { dayIn, planIn } from './planning.tsx'

type Who = Staff<'write_articles'>

export const show: Page<typeof paths.deskArticlePlan, Who, 'done'> = async ({ db, who, speaks, params, query: { done } }) =>
  shown(db, { desk: await deskOf(db, { who, speaks }), params, done })

interface Showing { desk: Desk; params: { id: string }; done?: string | undefined; typed?: TypedPlan; assignment?: TypedAssignment; errors?: Errors }

async function shown(db: Reads, { desk, params, done, typed, assignment, errors = {} }: Showing): Promise<Response> {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const [plan, assignments, staff] = [await planOf(db, article.id), await assignmentsOf(db, article.id), await staffMembers(db)]
  return html(
    <PlanView desk={desk} article={article} assignments={assignments} staff={staff.map(({ name }) => name)} may_plan={isPermitted(desk.who.roles, 'plan_paper')} done={done} errors={errors}
      typed={typed ?? { planned_on: plan?.planned_on ?? '', brief: plan?.brief ?? '', length: plan?.length ? String(plan.length) : '' }}
      assignment={assignment ?? { task: 'text', name: '', due_on: '', note: '' }} />,
    Object.values(errors).some(Boolean) ? 422 : 200,
  )
}

export const save: Action<typeof paths.deskArticlePlan, Staff<'plan_paper'>> = async ({ db, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const typed = { planned_on: textIn(form, 'planned_on').trim(), brief: textIn(form, 'brief').trim(), length: textIn(form, 'length').trim() }
  const { plan, errors } = planIn(typed, desk.t)
  if (!plan) return shown(db, { desk, params, typed, errors })
  await planArticle(db, { article_id: article.id, ...plan }, { by: `staff:${who.id}`, now })
  if (textIn(form, 'next') === 'planning') return seeOther(withQuery(paths.deskPlanning, { day: plan.planned_on ?? '', done: 'moved' }))
  return done(params, 'planned')
}

/** Whoever writes may take something on; to ask others is for those who plan. */
export const give: Action<typeof paths.deskAssignments, Who> = async ({ db, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const typed = assignmentIn(form)
  const due_on = typed.due_on === '' ? null : dayIn(typed.due_on)
  const task = tasks.find((one) => one === typed.task)
  const member = (await staffMembers(db)).find(({ name }) => name === typed.name)
  const isOthers = member?.id !== who.id && !isPermitted(who.roles, 'plan_paper')
  const errors: Errors = {
    name: typed.name === '' || typed.name.length > 200 ? desk.t('planning.wrong.name') : isOthers ? desk.t('planning.wrong.only_oneself', { name: who.name }) : undefined,
    task: task ? undefined : desk.t('planning.wrong.task'),
    due_on: due_on === undefined ? desk.t('planning.wrong.day') : undefined,
  }
  if (!task || due_on === undefined || Object.values(errors).some(Boolean)) return shown(db, { desk, params, assignment: typed, errors })
  await assign(db, { article_id: article.id, task, who: member ? { staff_id: member.id } : { name: typed.name }, due_on, note: typed.note }, { by: who, now })
  return done(params, 'assigned')
}

function assignmentIn(form: Form): TypedAssignment {
  const text = (name: string) => textIn(form, name).trim()
  return { task: text('task'), name: text('name'), due_on: text('due_on'), note: text('note') }
}

export const finish: Action<typeof paths.deskAssignmentDone, Who> = async ({ db, who, speaks, params, form, now }) => {
  const assignment = found(await assignmentById(db, found(numberIn(params.id))))
  if (!mayChange(assignment, who)) return notTheirs(db, { desk: await deskOf(db, { who, speaks }), article_id: assignment.article_id })
  const isDone = textIn(form, 'again') === ''
  await finishAssignment(db, { id: assignment.id, isDone }, { by: who, now })
  if (textIn(form, 'next') === 'desk') return seeOther(withQuery(paths.desk, { done: 'assignment' }))
  return done({ id: String(assignment.article_id) }, isDone ? 'finished' : 'reopened')
}

export const takeBack: Action<typeof paths.deskAssignmentRemoval, Who> = async ({ db, who, speaks, params, now }) => {
  const assignment = found(await assignmentById(db, found(numberIn(params.id))))
  if (!mayChange(assignment, who)) return notTheirs(db, { desk: await deskOf(db, { who, speaks }), article_id: assignment.article_id })
  await takeAssignmentBack(db, assignment.id, { by: who, now })
  return done({ id: String(assignment.article_id) }, 'taken_back')
}

function mayChange({ staff_id }: { staff_id: number | null }, who: Reader): boolean {
  return staff_id === who.id || isPermitted(who.roles, 'plan_paper')
}

async function notTheirs(db: Reads, { desk, article_id }: { desk: Desk; article_id: number }): Promise<Response> {
  const answer = await shown(db, { desk, params: { id: String(article_id) }, errors: { assignments: desk.t('planning.wrong.not_yours') } })
  return new Response(answer.body, { status: 403, headers: answer.headers })
}

function done(params: { id: string }, what: string): Response {
  return seeOther(withQuery(url(paths.deskArticlePlan, params), { done: what }))
}
