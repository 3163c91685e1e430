// The addresses of planning.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as plan from './pages/plan.tsx'
import * as planning from './pages/planning.tsx'

export const planningRoutes: Route[] = [
  get(paths.deskPlanning, staff('write_articles'), planning.show, ['day', 'section', 'who', 'done']),
  post(paths.deskPlanning, staff('write_articles'), planning.begin),
  get(paths.deskArticlePlan, staff('write_articles'), plan.show, ['done']),
  post(paths.deskArticlePlan, staff('plan_paper'), plan.save),
  post(paths.deskAssignments, staff('write_articles'), plan.give),
  post(paths.deskAssignmentDone, staff('write_articles'), plan.finish),
  post(paths.deskAssignmentRemoval, staff('write_articles'), plan.takeBack),
]
