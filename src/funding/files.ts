// The files that can be taken along from the desk's pages about money, by what somebody may. Whoever adds one adds a line here.
import type { MessageKey } from '../base/i18n/i18n.ts'
import { permitted, type Permission, type Role } from '../people/permissions.ts'
import { paths, url, withQuery } from '../urls.ts'
import { tableNames } from './figure-tables.ts'

export interface File { path: string; label: MessageKey }
interface Files { title: MessageKey; permission: Permission; files: readonly File[] }

const figures = (months: string): File[] => tableNames.map((name) => ({ path: withQuery(url(paths.deskFundingFiguresCsv, { table: `${name}.csv` }), { months }), label: `funding_figures.file.${name}` }))

const all: readonly Files[] = [
  { title: 'funding_files.figures', permission: 'see_funding_figures', files: figures('12') },
  { title: 'funding_files.figures_all', permission: 'see_funding_figures', files: figures('all') },
  // Who takes these along is in the journal, so a button on their page does it.
  { title: 'funding_files.people', permission: 'see_supporters', files: [{ path: paths.deskSupporters, label: 'funding_files.supporters' }, { path: paths.deskPledges, label: 'funding_files.pledges' }] },
  { title: 'funding_files.owed', permission: 'dun', files: [{ path: paths.deskRemindersCsv, label: 'funding_files.open_items' }] },
  { title: 'funding_files.books', permission: 'keep_books', files: [{ path: paths.deskBooks, label: 'funding_files.datev' }] },
]

export function filesFor(roles: readonly Role[]): readonly Files[] {
  return permitted(roles, all)
}
