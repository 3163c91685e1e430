// Whatever is asked about money: who gives and how, and the desk's pages about it.
import { get, hook, post, type Route } from '../base/web/route.ts'
import { anyone, machine, staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import { supporter } from './own-side.ts'
import * as fundingDesk from './pages/desk-start.tsx'
import * as mySupportLink from './pages/my-support-link.tsx'
import * as mySupport from './pages/my-support.tsx'
import * as mySupportReceipt from './pages/receipt.ts'
import * as support from './pages/support.tsx'
import * as webhooks from './pages/webhooks.ts'

export const fundingRoutes: Route[] = [
  get(paths.mySupport, supporter, mySupport.show),
  get(paths.mySupportReceipt, supporter, mySupportReceipt.show),
  get(paths.mySupportLinks, supporter, mySupportLink.ask),
  post(paths.mySupportLinks, supporter, mySupportLink.send),
  get(paths.mySupportLinkSent, supporter, mySupportLink.sent),
  get(paths.mySupportLink, supporter, mySupportLink.show),
  post(paths.mySupportLink, supporter, mySupportLink.open),
  post(paths.mySupportLeaving, supporter, mySupportLink.leave),
  get(paths.deskFunding, staff('enter_funding'), fundingDesk.show),
  get(paths.support, anyone, support.show),
  hook(paths.webhooksStripe, machine, webhooks.stripe),
  hook(paths.webhooksMollie, machine, webhooks.mollie, ['reference']),
]
