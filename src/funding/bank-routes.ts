// Whatever is asked about the bank's statements.
import { get, post, postLarge, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as bankStatement from './pages/bank-statement.tsx'
import * as bankStatements from './pages/bank-statements.tsx'
import * as line from './pages/line.tsx'
import * as refunds from './pages/refunds.tsx'
import * as suspense from './pages/suspense.tsx'

/** A day of a large paper, or many days in a zip. */
const mostStatementBytes = 60 * 1_024 * 1_024

export const bankRoutes: Route[] = [
  get(paths.deskBankStatements, staff('keep_books'), bankStatements.list, ['before', 'done']),
  postLarge(paths.deskBankStatements, staff('keep_books'), bankStatements.take, mostStatementBytes),
  get(paths.deskBankStatement, staff('keep_books'), bankStatement.show, ['after']),
  get(paths.deskSuspense, staff('keep_books'), suspense.list, ['after', 'done']),
  post(paths.deskSuspenseMatching, staff('keep_books'), suspense.match),
  get(paths.deskRefunds, staff('keep_books'), refunds.list),
  post(paths.deskRefundAccount, staff('keep_books'), refunds.account),
  get(paths.deskLine, staff('keep_books'), line.show, ['q', 'done']),
  post(paths.deskLinePlace, staff('keep_books'), line.place),
  post(paths.deskLineRefusal, staff('keep_books'), line.refuse),
  post(paths.deskLineTakingBack, staff('keep_books'), line.takeBack),
]
