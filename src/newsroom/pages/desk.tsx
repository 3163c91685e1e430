// The desk's first page: today.
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { dayOf } from '../../base/time.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { paths } from '../../urls.ts'
import { todayFor } from '../today.ts'
import { TodayView } from '../views/today-view.tsx'

export const show: Page<typeof paths.desk, Staff<'enter_desk'>, 'done'> = async ({ db, who, speaks, query: { done }, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const today = dayOf(now, desk.facts.paper.time_zone)
  const may = { see: isPermitted(who.roles, 'see_audience'), moderate: isPermitted(who.roles, 'moderate') }
  return html(<TodayView desk={desk} today={today} shown={await todayFor(db, { who, today })} may={may} done={done} />)
}
