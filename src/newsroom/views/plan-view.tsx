// The plan of one article: when, how long, what about; and who does what.
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import type { Desk } from '../../people/desk.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { paths, url } from '../../urls.ts'
import type { Assignment } from '../reads/planning.ts'

export interface TypedPlan { planned_on: string; brief: string; length: string }
export interface TypedAssignment { task: string; name: string; due_on: string; note: string }

interface PlanViewProps {
  desk: Desk
  article: { id: number; headline: string }
  assignments: Assignment[]
  /** Names of those who can be asked; others are asked by theirs. */
  staff: string[]
  may_plan: boolean
  done: string | undefined
  typed: TypedPlan
  assignment: TypedAssignment
  errors: Errors
}

const doneTexts = ['planned', 'assigned', 'finished', 'reopened', 'taken_back'] as const
const tasks = ['text', 'photo', 'illustration', 'data', 'editing', 'fact_check'] as const

export function PlanView({ desk, article, assignments, staff, may_plan, done, typed, assignment, errors }: PlanViewProps) {
  const { t, who } = desk
  const params = { id: String(article.id) }
  const said = doneTexts.find((one) => one === done)
  return (
    <DeskFrame {...desk} title={t('planning.of', { headline: article.headline })} current={paths.deskArticles} back={{ path: url(paths.deskArticle, params), label: t('planning.to_article') }}>
      <Done text={said && t(`planning.done.${said}`)} />
      <Wrong errors={errors} t={t} />
      <section>
        <h2>{t('planning.plan')}</h2>
        {may_plan ? <PlanForm params={params} typed={typed} errors={errors} t={t} /> : <Planned typed={typed} t={t} />}
      </section>
      <section id="assignments">
        <h2>{t('planning.assignments')}</h2>
        <DataTable caption={t('planning.assignments')} rows={assignments} empty={t('planning.no_assignments')} columns={[
          { label: t('planning.task'), names: true, cell: ({ task }) => t(`planning.task.${task}`) },
          { label: t('planning.who'), cell: ({ name }) => name },
          { label: t('planning.due_on'), cell: ({ due_on }) => (due_on === null ? '–' : t.day(due_on)) },
          { label: t('planning.note'), cell: ({ note }) => note || '–' },
          { label: t('planning.standing'), cell: (one) => <Standing assignment={one} may_change={may_plan || one.staff_id === who.id} t={t} /> },
        ]} />
        <form class="form" method="post" action={url(paths.deskAssignments, params)}>
          <h3>{t('planning.assign')}</h3>
          <div class="pair">
            <Select name="task" label={t('planning.task')} value={assignment.task} error={errors.task} options={tasks.map((one) => ({ value: one, label: t(`planning.task.${one}`) }))} />
            <Field name="name" label={t('planning.who')} hint={t(may_plan ? 'planning.name_hint' : 'planning.oneself_hint')} value={may_plan ? assignment.name : assignment.name || who.name} error={errors.name}
              list={{ id: 'staff', options: may_plan ? staff : [who.name] }} autocomplete="off" required maxlength={200} />
          </div>
          <div class="pair">
            <Field name="due_on" type="date" label={t('planning.due_on')} value={assignment.due_on} error={errors.due_on} />
            <Field name="note" label={t('planning.note')} value={assignment.note} maxlength={500} />
          </div>
          <div class="actions"><button class="quiet">{t('planning.assign')}</button></div>
        </form>
      </section>
    </DeskFrame>
  )
}

function PlanForm({ params, typed, errors, t }: { params: { id: string }; typed: TypedPlan; errors: Errors; t: T }) {
  return (
    <form class="form" method="post" action={url(paths.deskArticlePlan, params)}>
      <div class="pair">
        <Field name="planned_on" type="date" label={t('planning.planned_on')} hint={t('planning.planned_on_hint')} value={typed.planned_on} error={errors.planned_on} />
        <Field name="length" label={t('planning.length')} hint={t('planning.length_hint')} inputmode="numeric" value={typed.length} error={errors.length} />
      </div>
      <Area name="brief" label={t('planning.brief')} hint={t('planning.brief_hint')} value={typed.brief} rows={4} />
      <div class="actions"><button class="quiet">{t('planning.save')}</button></div>
    </form>
  )
}

function Planned({ typed: { planned_on, length, brief }, t }: { typed: TypedPlan; t: T }) {
  return (
    <Facts facts={[
      [t('planning.planned_on'), planned_on === '' ? t('planning.no_day') : t.longDay(planned_on)],
      [t('planning.length'), length === '' ? '–' : t('planning.characters', { n: Number(length) })],
      [t('planning.brief'), brief || '–'],
    ]} />
  )
}

function Standing({ assignment: { id, done_at }, may_change, t }: { assignment: Assignment; may_change: boolean; t: T }) {
  const params = { id: String(id) }
  return (
    <div class="row-acts">
      <span>{t(done_at ? 'planning.is_done' : 'planning.is_open')}</span>
      {may_change ? (
        <>
          <form method="post" action={url(paths.deskAssignmentDone, params)}>
            {done_at ? <input type="hidden" name="again" value="on" /> : null}
            <button class="quiet">{t(done_at ? 'planning.reopen' : 'planning.finish')}</button>
          </form>
          <form method="post" action={url(paths.deskAssignmentRemoval, params)}><button class="quiet">{t('planning.take_back')}</button></form>
        </>
      ) : null}
    </div>
  )
}
