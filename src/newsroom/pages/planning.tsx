// The paper's calendar: what is to stand in it, week by week; and where a piece begins.
import type { Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { calendarDay, dayOf } from '../../base/time.ts'
import { sectionBySlug } from '../../articles/reads/paper.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { beginIdea } from '../plan.ts'
import { plannedWeek } from '../planning-week.ts'
import { staffMembers } from '../reads/people.ts'
import { PlanningView, type TypedIdea } from '../views/planning-view.tsx'

type Asked = Partial<Record<'day' | 'section' | 'who', string>>

export const show: Page<typeof paths.deskPlanning, Staff<'write_articles'>, 'day' | 'section' | 'who' | 'done'> = async ({ db, who, speaks, query: { done, ...asked }, now }) =>
  shown(db, { desk: await deskOf(db, { who, speaks }), asked, done, now })

interface Showing { desk: Desk; asked: Asked; done?: string | undefined; typed?: TypedIdea; errors?: Errors; now: Date }

async function shown(db: Reads, { desk, asked, done, typed, errors = {}, now }: Showing): Promise<Response> {
  const today = dayOf(now, desk.facts.paper.time_zone)
  const day = dayIn(asked.day) ?? today
  const staff = (await staffMembers(db)).filter(({ roles }) => isPermitted(roles, 'write_articles'))
  const staff_id = staff.find(({ id }) => id === numberIn(asked.who ?? ''))?.id
  const section = desk.facts.sections.find(({ slug }) => slug === asked.section)?.slug
  const week = await plannedWeek(db, { day, section, staff_id })
  const may_plan = isPermitted(desk.who.roles, 'plan_paper')
  return html(
    <PlanningView desk={desk} week={week} today={today} asked={{ section, who: staff_id }} staff={staff} may_plan={may_plan} done={done} errors={errors}
      typed={typed ?? { headline: '', section: section ?? desk.facts.sections[0]?.slug ?? '', planned_on: '', brief: '', length: '' }} />,
    Object.values(errors).some(Boolean) ? 422 : 200,
  )
}

export const begin: Action<typeof paths.deskPlanning, Staff<'write_articles'>> = async ({ db, who, speaks, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const typed = typedIn(form)
  const [section, { plan, errors }] = [await sectionBySlug(db, typed.section), planIn(typed, desk.t)]
  const wrong: Errors = { headline: typed.headline === '' || typed.headline.length > 500 ? desk.t('articles.wrong.headline') : undefined, section: section ? undefined : desk.t('articles.wrong.section'), ...errors }
  if (!section || !plan || Object.values(wrong).some(Boolean)) return shown(db, { desk, asked: { day: typed.planned_on }, typed, errors: wrong, now })
  const id = await beginIdea(db, { headline: typed.headline, section_id: section.id, language: desk.facts.paper.language, ...plan }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskArticle, { id: String(id) }), { done: 'planned' }))
}

function typedIn(form: Form): TypedIdea {
  const text = (name: string) => textIn(form, name).trim()
  return { headline: text('headline'), section: text('section'), planned_on: text('planned_on'), brief: text('brief'), length: text('length') }
}

interface TypedPlan { planned_on: string; brief: string; length: string }

/** What was typed about a plan, or what is wrong with it. */
export function planIn({ planned_on, brief, length }: TypedPlan, t: Desk['t']) {
  const [day, characters] = [dayIn(planned_on), length === '' ? null : numberIn(length)]
  const errors: Errors = {
    planned_on: planned_on === '' || day !== undefined ? undefined : t('planning.wrong.day'),
    length: characters === undefined || characters === 0 || (characters ?? 0) > 1_000_000 ? t('planning.wrong.length') : undefined,
  }
  if (characters === undefined || Object.values(errors).some(Boolean)) return { errors }
  return { plan: { planned_on: day ?? null, brief, length: characters }, errors: {} }
}

export function dayIn(text: string | undefined): string | undefined {
  const [year = '', month = '', day = ''] = (text ?? '').trim().split('-')
  return calendarDay([year, month, day])
}
