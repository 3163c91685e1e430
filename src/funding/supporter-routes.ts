// The fundraisers' desk: who gives, and what is done for them.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as deskPledge from './pages/desk-pledge.tsx'
import * as duplicates from './pages/duplicates.tsx'
import * as merging from './pages/merging.tsx'
import * as pledges from './pages/pledges.tsx'
import * as supportersCsv from './pages/supporters-csv.ts'
import * as person from './pages/supporter-person.tsx'
import * as supporter from './pages/supporter.tsx'
import * as supporters from './pages/supporters.tsx'
import { pledgeFields, supporterFields } from './supporter-filter.ts'

const seeing = staff('see_supporters')

export const supporterRoutes: Route[] = [
  get(paths.deskSupporters, seeing, supporters.show, [...supporterFields, 'after']),
  post(paths.deskSupportersSearch, seeing, supporters.search),
  post(paths.deskSupportersCsv, seeing, supportersCsv.supporters),
  get(paths.deskDuplicates, seeing, duplicates.show, ['done']),
  get(paths.deskSupporter, seeing, supporter.show, ['done', 'before']),
  get(paths.deskSupporterPerson, seeing, person.show),
  post(paths.deskSupporterPerson, seeing, person.correct),
  post(paths.deskSupporterAddress, seeing, person.changeAddress),
  post(paths.deskSupporterLink, seeing, supporter.sendLink),
  post(paths.deskSupporterNotes, seeing, supporter.note),
  post(paths.deskSupporterNoteRemoval, seeing, supporter.takeNoteAway),
  post(paths.deskSupporterAccount, seeing, supporter.account),
  get(paths.deskSupporterMerging, seeing, merging.show, ['with']),
  post(paths.deskSupporterMerging, seeing, merging.merge),
  post(paths.deskSupporterMergingSearch, seeing, merging.search),
  post(paths.deskSupporterApart, seeing, merging.apart),
  get(paths.deskPledges, seeing, pledges.show, [...pledgeFields, 'before']),
  post(paths.deskPledgesCsv, seeing, supportersCsv.pledges),
  get(paths.deskPledgeAmount, seeing, deskPledge.showAmount),
  post(paths.deskPledgeAmount, seeing, deskPledge.changeIt),
  get(paths.deskPledgePause, seeing, deskPledge.showPause),
  post(paths.deskPledgePause, seeing, deskPledge.pause),
  get(paths.deskPledgeResumption, seeing, deskPledge.showResumption),
  post(paths.deskPledgeResumption, seeing, deskPledge.resume),
  get(paths.deskPledgeCancellation, seeing, deskPledge.showCancellation),
  post(paths.deskPledgeCancellation, seeing, deskPledge.cancel),
]
