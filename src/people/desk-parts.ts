// The parts of the desk, as its navigation shows them to those who may enter. Whoever adds a part adds a line here.
import type { MessageKey } from '../base/i18n/i18n.ts'
import { paths } from '../urls.ts'
import type { Permission } from './permissions.ts'

export interface DeskPart { path: string; permission: Permission; label: MessageKey }

export const deskParts: readonly DeskPart[] = [
  { path: paths.desk, permission: 'enter_desk', label: 'desk.start' },
  { path: paths.deskArticles, permission: 'see_articles', label: 'desk.articles' },
  { path: paths.deskFronts, permission: 'place_articles', label: 'desk.fronts' },
  { path: paths.deskTopics, permission: 'keep_topics', label: 'desk.topics' },
  { path: paths.deskWires, permission: 'read_wires', label: 'wires.part' },
  { path: paths.deskAudience, permission: 'see_audience', label: 'audience_figures.title' },
  { path: paths.deskModeration, permission: 'moderate', label: 'moderation.title' },
  // Publishers decide objections and do not moderate: from here they reach the figures, too.
  { path: paths.deskObjections, permission: 'decide_objections', label: 'case.objections' },
  { path: paths.deskFunding, permission: 'enter_funding', label: 'funding.title' },
  { path: paths.deskPeople, permission: 'manage_people', label: 'desk.people' },
  { path: paths.deskJournal, permission: 'read_journal', label: 'desk.journal' },
  { path: paths.deskSettings, permission: 'set_paper', label: 'desk.settings' },
]
