// The paths about giving and money, by name; part of `paths` in urls.ts.
export const fundingPaths = {
  support: '/support',
  supportConfirmation: '/support/confirmation',
  supportThanks: '/support/thanks/:token',
  supportCheckout: '/support/thanks/:token/checkout',
  // A supporter's own side
  mySupport: '/my-support',
  mySupportLinks: '/my-support/link',
  mySupportLinkSent: '/my-support/link/sent',
  mySupportLink: '/my-support/link/:token',
  mySupportReceipt: '/my-support/receipts/:id',
  mySupportLeaving: '/my-support/leaving',
  mySupportPerson: '/my-support/person',
  mySupportAddress: '/my-support/address',
  mySupportAddressLink: '/my-support/address/:token',
  mySupportAmount: '/my-support/pledges/:id/amount',
  mySupportAccount: '/my-support/pledges/:id/account',
  mySupportCard: '/my-support/pledges/:id/card',
  mySupportTransfer: '/my-support/pledges/:id/transfer',
  mySupportPause: '/my-support/pledges/:id/pause',
  mySupportResumption: '/my-support/pledges/:id/resumption',
  mySupportCancellation: '/my-support/pledges/:id/cancellation',
  mySupportWithdrawal: '/my-support/pledges/:id/withdrawal',
  // No more asking in this browser; the same for everyone
  mySupportAsking: '/my-support/asking',
  // The ways out, for everyone (§§ 312k, 356a BGB)
  cancel: '/cancel',
  cancelReceived: '/cancel/:token',
  cancelReceivedText: '/cancel/:token/text',
  withdraw: '/withdraw',
  withdrawReceived: '/withdraw/:token',
  withdrawReceivedText: '/withdraw/:token/text',
} as const
