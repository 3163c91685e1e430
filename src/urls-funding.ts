// The paths about giving and money, by name; part of `paths` in urls.ts.
export const fundingPaths = {
  support: '/support',
  supportConfirmation: '/support/confirmation',
  supportThanks: '/support/thanks/:token',
  supportCheckout: '/support/thanks/:token/checkout',
  withdraw: '/withdraw',
} as const
