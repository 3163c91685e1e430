// The addresses of the desk where fronts are laid out. They lie here, since a draft is drawn as readers will see it.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as board from './pages/front-board.tsx'
import * as versions from './pages/front-versions.tsx'
import * as fronts from './pages/fronts.tsx'

export const frontRoutes: Route[] = [
  get(paths.deskFronts, staff('place_articles'), fronts.show, ['topic']),
  get(paths.deskFront, staff('place_articles'), board.show, ['q', 'placing', 'done']),
  post(paths.deskFrontPlaces, staff('place_articles'), board.place),
  post(paths.deskFrontRules, staff('place_articles'), board.rule),
  post(paths.deskFrontPublication, staff('place_articles'), board.publish),
  post(paths.deskFrontDropping, staff('place_articles'), board.drop),
  get(paths.deskFrontPreview, staff('place_articles'), versions.preview, ['version']),
  get(paths.deskFrontHistory, staff('place_articles'), versions.history, ['before']),
  get(paths.deskFrontVersion, staff('place_articles'), versions.version),
  post(paths.deskFrontRestoration, staff('place_articles'), versions.restore),
  post(paths.deskFrontUnscheduling, staff('place_articles'), versions.unschedule),
  post(paths.deskFrontTakeover, staff('place_articles'), versions.takeOver),
]
