// What waits at the desk about money. Whoever has a queue adds a line here.
import type { Queue } from '../people/waiting.ts'
import { paths } from '../urls.ts'
import { owedCount } from './reads/refunds.ts'
import { openCount, proposedCount, waitingCount } from './reads/waiting.ts'

export const moneyQueues: readonly Queue[] = [
  { permission: 'approve_collections', label: 'collections.waiting', path: paths.deskCollections, count: proposedCount },
  { permission: 'keep_books', label: 'bank.suspense.waiting', path: paths.deskSuspense, count: waitingCount },
  { permission: 'keep_books', label: 'refunds.waiting', path: paths.deskRefunds, count: owedCount },
  { permission: 'see_supporters', label: 'declarations.waiting', path: paths.deskDeclarations, count: openCount },
]
