// Whatever is asked about money: who gives and how, and the desk's pages about it.
import { get, hook, post, postLarge, type Route } from '../base/web/route.ts'
import { anyone, machine, staff, visitor } from '../people/guards.ts'
import { paths } from '../urls.ts'
import { bankRoutes } from './bank-routes.ts'
import { dunningRoutes } from './dunning-routes.ts'
import { certificateRoutes } from './certificate-routes.ts'
import { supporter } from './own-side.ts'
import * as bookNumbers from './pages/book-numbers.tsx'
import * as books from './pages/books.tsx'
import * as collectionActs from './pages/collection-acts.tsx'
import * as collections from './pages/collections.tsx'
import * as campaignPage from './pages/campaign.tsx'
import * as campaigns from './pages/campaigns.tsx'
import * as currencies from './pages/currencies.tsx'
import * as figures from './pages/figures.tsx'
import * as files from './pages/files.tsx'
import * as fundingDesk from './pages/desk-start.tsx'
import * as fundingSettings from './pages/funding-settings.tsx'
import * as mySupportReceipt from './pages/receipt.ts'
import * as vouchersPages from './pages/vouchers.tsx'
import * as supportConfirmation from './pages/support-confirmation.tsx'
import * as supportThanks from './pages/support-thanks.tsx'
import * as support from './pages/support.tsx'
import * as webhooks from './pages/webhooks.ts'
import { supporterRoutes } from './supporter-routes.ts'
import { wayOutRoutes } from './way-out-routes.ts'

export const fundingRoutes: Route[] = [
  // Giving
  get(paths.support, anyone, support.show, support.query),
  post(paths.support, visitor, support.check),
  post(paths.supportConfirmation, visitor, supportConfirmation.confirm),
  get(paths.supportThanks, visitor, supportThanks.show, ['away']),
  post(paths.supportCheckout, visitor, supportConfirmation.checkout),

  ...wayOutRoutes,
  get(paths.mySupportReceipt, supporter, mySupportReceipt.show),
  get(paths.deskFunding, staff('enter_funding'), fundingDesk.show),
  get(paths.deskFundingFigures, staff('see_funding_figures'), figures.show, figures.query),
  get(paths.deskFundingFiguresCsv, staff('see_funding_figures'), figures.csv, figures.query),
  get(paths.deskFundingFiles, staff('enter_funding'), files.show),
  get(paths.deskCampaigns, staff('ask_readers'), campaigns.show, ['done']),
  post(paths.deskCampaigns, staff('ask_readers'), campaigns.begin),
  post(paths.deskAppealMarks, staff('ask_readers'), campaigns.mark),
  get(paths.deskCampaign, staff('ask_readers'), campaignPage.show, ['done', 'version', 'language']),
  post(paths.deskCampaign, staff('ask_readers'), campaignPage.save),
  post(paths.deskCampaignText, staff('ask_readers'), campaignPage.saveText),
  post(paths.deskCampaignEnd, staff('ask_readers'), campaignPage.end),
  get(paths.deskVouchers, staff('see_supporters'), vouchersPages.show, ['before', 'done', 'supporter']),
  post(paths.deskVouchers, staff('see_supporters'), vouchersPages.receive),
  get(paths.deskBooks, staff('keep_books'), books.show, ['from', 'to', 'done', 'check']),
  post(paths.deskBooksClosing, staff('keep_books'), books.close),
  get(paths.deskBookNumbers, staff('keep_books'), bookNumbers.show, ['done']),
  post(paths.deskBookNumbers, staff('keep_books'), bookNumbers.save),
  get(paths.deskDatev, staff('keep_books'), books.datev, ['from', 'to', 'rates']),
  get(paths.deskCollections, staff('enter_funding'), collections.show, ['day', 'done']),
  post(paths.deskCollections, staff('propose_collections'), collectionActs.propose),
  postLarge(paths.deskCollectionAnswers, staff('keep_books'), collectionActs.answer, collectionActs.mostAnswerBytes),
  post(paths.deskCollectionApproval, staff('approve_collections'), collectionActs.approve),
  post(paths.deskCollectionDropping, staff('propose_collections'), collectionActs.drop),
  post(paths.deskCollectionFile, staff('keep_books'), collectionActs.take),
  post(paths.deskNoticeLetter, staff('propose_collections'), collectionActs.letter),
  post(paths.deskDueAgain, staff('propose_collections'), collectionActs.again),
  get(paths.deskFundingSettings, staff('set_funding'), fundingSettings.show, ['done']),
  post(paths.deskFundingSettings, staff('set_funding'), fundingSettings.save),
  get(paths.deskCurrencies, staff('set_funding'), currencies.list, ['done']),
  post(paths.deskCurrencies, staff('set_funding'), currencies.add),
  get(paths.deskCurrency, staff('set_funding'), currencies.show),
  post(paths.deskCurrency, staff('set_funding'), currencies.save),
  ...dunningRoutes,
  ...bankRoutes,
  ...supporterRoutes,
  ...certificateRoutes,
  hook(paths.webhooksStripe, machine, webhooks.stripe),
  hook(paths.webhooksMollie, machine, webhooks.mollie, ['reference']),
]
