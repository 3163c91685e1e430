// The addresses of house style (the paper's list, its checks, what the editor asks for), and of what stands beside a text.
import { get, post, postLarge, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as besideText from './pages/beside-text.tsx'
import * as houseStyle from './pages/house-style.tsx'
import * as houseStyleChanges from './pages/house-style-changes.tsx'
import * as houseStyleFacts from './pages/house-style-facts.ts'
import { writer } from './writer.ts'

const mostListBytes = 2 * 1_024 * 1_024

export const styleRoutes: Route[] = [
  get(paths.deskHouseStyle, staff('set_house_style'), houseStyle.show, ['done', 'change']),
  post(paths.deskHouseStyleRules, staff('set_house_style'), houseStyleChanges.keep),
  post(paths.deskHouseStyleRuleRemoval, staff('set_house_style'), houseStyleChanges.drop),
  post(paths.deskHouseStyleChecks, staff('set_house_style'), houseStyleChanges.checks),
  get(paths.deskHouseStyleFile, staff('write_articles'), houseStyle.file),
  postLarge(paths.deskHouseStyleFile, staff('set_house_style'), houseStyleChanges.takeFile, mostListBytes),
  post(paths.deskArticleNotes, writer, besideText.say),
  post(paths.deskArticleSuggestions, writer, besideText.settle),
  get(paths.deskHouseStyleFacts, staff('write_articles'), houseStyleFacts.show, ['pictures']),
]
