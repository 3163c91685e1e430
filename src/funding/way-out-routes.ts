// A supporter's own side, and the ways out for everyone.
import { get, post, type Route } from '../base/web/route.ts'
import { anyone, staff, visitor } from '../people/guards.ts'
import { paths } from '../urls.ts'
import { supporter } from './own-side.ts'
import * as deskDeclarations from './pages/desk-declarations.tsx'
import * as declaration from './pages/declaration.tsx'
import * as account from './pages/my-support-account.tsx'
import * as asking from './pages/my-support-asking.tsx'
import * as debitAgain from './pages/my-support-debit-again.tsx'
import * as leaving from './pages/my-support-leaving.tsx'
import * as card from './pages/my-support-card.tsx'
import * as mySupportErasure from './pages/my-support-erasure.tsx'
import * as mySupportLink from './pages/my-support-link.tsx'
import * as person from './pages/my-support-person.tsx'
import * as pledge from './pages/my-support-pledge.tsx'
import * as question from './pages/my-support-question.tsx'
import * as mySupport from './pages/my-support.tsx'

export const wayOutRoutes: Route[] = [
  get(paths.cancel, visitor, declaration.showCancel),
  post(paths.cancel, visitor, declaration.cancel),
  get(paths.cancelReceived, visitor, declaration.showCancelled),
  get(paths.cancelReceivedText, visitor, declaration.cancelledText),
  get(paths.withdraw, visitor, declaration.showWithdraw),
  post(paths.withdraw, visitor, declaration.withdraw),
  get(paths.withdrawReceived, visitor, declaration.showWithdrawn),
  get(paths.withdrawReceivedText, visitor, declaration.withdrawnText),
  get(paths.mySupport, supporter, mySupport.show, ['done']),
  get(paths.mySupportLinks, supporter, mySupportLink.ask),
  post(paths.mySupportLinks, supporter, mySupportLink.send),
  get(paths.mySupportLinkSent, supporter, mySupportLink.sent),
  get(paths.mySupportLink, supporter, mySupportLink.show),
  post(paths.mySupportLink, supporter, mySupportLink.open),
  post(paths.mySupportLeaving, supporter, mySupportLink.leave),
  get(paths.mySupportErasure, supporter, mySupportErasure.show),
  post(paths.mySupportErasure, supporter, mySupportErasure.ask),
  post(paths.mySupportErasureWithdrawal, supporter, mySupportErasure.takeBack),
  get(paths.mySupportAmount, supporter, pledge.showAmount, ['amount']),
  post(paths.mySupportAmount, supporter, pledge.changeIt),
  get(paths.mySupportPause, supporter, pledge.showPause),
  post(paths.mySupportPause, supporter, pledge.pause),
  get(paths.mySupportResumption, supporter, pledge.showResumption),
  post(paths.mySupportResumption, supporter, pledge.resume),
  get(paths.mySupportCard, supporter, card.show),
  post(paths.mySupportCard, supporter, card.begin),
  get(paths.mySupportTransfer, supporter, pledge.showTransfer),
  post(paths.mySupportTransfer, supporter, pledge.transfer),
  get(paths.mySupportAccount, supporter, account.show),
  post(paths.mySupportAccount, supporter, account.change),
  get(paths.mySupportDebitAgain, supporter, debitAgain.show),
  post(paths.mySupportDebitAgain, supporter, debitAgain.again),
  get(paths.mySupportCancellation, supporter, leaving.showCancellation),
  post(paths.mySupportCancellation, supporter, leaving.cancel),
  get(paths.mySupportWithdrawal, supporter, leaving.showWithdrawal),
  post(paths.mySupportWithdrawal, supporter, leaving.withdraw),
  get(paths.mySupportPerson, supporter, person.show),
  post(paths.mySupportPerson, supporter, person.change),
  get(paths.mySupportAddress, supporter, person.showAddress),
  post(paths.mySupportAddress, supporter, person.changeAddress),
  get(paths.mySupportAddressLink, supporter, person.showLink),
  post(paths.mySupportAddressLink, supporter, person.confirm),
  post(paths.mySupportConsent, supporter, question.decide),
  get(paths.mySupportQuestion, supporter, question.show),
  post(paths.mySupportQuestion, supporter, question.end),
  get(paths.mySupportAsking, anyone, asking.show),
  get(paths.deskDeclarations, staff('see_supporters'), deskDeclarations.show, ['done']),
  post(paths.deskDeclarationSettlement, staff('see_supporters'), deskDeclarations.settle),
]
