// The pages of the desk on which money is looked after, by what somebody may. Whoever adds a page adds a line here.
import type { T } from '../base/i18n/i18n.ts'
import { permitted, type Permission } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import type { Way } from '../people/views/desk-frame.tsx'
import { paths } from '../urls.ts'

const pages = [
  { path: paths.deskFunding, permission: 'enter_funding', label: 'funding.start' },
  { path: paths.deskSupporters, permission: 'see_supporters', label: 'supporters.title' },
  { path: paths.deskPledges, permission: 'see_supporters', label: 'pledges.title' },
  { path: paths.deskFundingFigures, permission: 'see_funding_figures', label: 'funding_figures.title' },
  { path: paths.deskCampaigns, permission: 'ask_readers', label: 'campaigns.title' },
  { path: paths.deskCollections, permission: 'enter_funding', label: 'collections.title' },
  { path: paths.deskBankStatements, permission: 'keep_books', label: 'bank.statements' },
  { path: paths.deskSuspense, permission: 'keep_books', label: 'bank.suspense' },
  { path: paths.deskRefunds, permission: 'keep_books', label: 'refunds.title' },
  { path: paths.deskVouchers, permission: 'see_supporters', label: 'vouchers.title' },
  { path: paths.deskDeclarations, permission: 'see_supporters', label: 'declarations.title' },
  { path: paths.deskReminders, permission: 'dun', label: 'reminders.title' },
  { path: paths.deskFundingMails, permission: 'enter_funding', label: 'funding_mails.title' },
  { path: paths.deskCertificates, permission: 'keep_books', label: 'certificates.title' },
  { path: paths.deskBooks, permission: 'keep_books', label: 'books.title' },
  { path: paths.deskFundingFiles, permission: 'enter_funding', label: 'funding_files.title' },
  { path: paths.deskFundingSettings, permission: 'set_funding', label: 'funding_settings.title' },
] as const satisfies readonly { path: string; permission: Permission; label: string }[]

export function fundingPages(t: T, who: Reader): Way[] {
  return permitted<(typeof pages)[number]>(who.roles, pages).map(({ path, label }) => ({ path, label: t(label) }))
}
