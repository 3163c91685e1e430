// Every background job's name and the handler it is bound to, and which of them the clock begins.
import type { Handlers, Schedule } from './base/jobs/worker.ts'

// A handler is loaded with its first job: some bring much code with them.
export const jobs: Partial<Handlers> = {
  'catch-up': async (_, context) => {
    await (await import('./articles/jobs.ts')).catchUpWithArticles(context)
    await (await import('./people/jobs.ts')).catchUpWithReaders(context)
  },
  'picture-renditions': async (payload, context) => (await import('./articles/jobs.ts')).pictureRenditions(payload, context),
  'erase-readers': async (_, context) => (await import('./exchange/jobs.ts')).eraseReaders(context),
  'clear-sign-ins': async (_, context) => (await import('./people/jobs.ts')).clearSignIns(context),
  'send-mail': async (payload, context) => (await import('./base/mail/hand-over.ts')).handOver(payload, context),
  'name-changed': async (payload, context) => (await import('./comments/jobs.ts')).nameChanged(payload, context),
  'tell-followers': async (_, context) => (await import('./comments/jobs.ts')).tellFollowers(context),
  'tell-followers-daily': async (_, context) => (await import('./comments/jobs.ts')).tellFollowersDaily(context),
  'clear-writing': async (_, context) => (await import('./comments/jobs.ts')).clearWriting(context),
  'make-dues': async (_, context) => (await import('./funding/jobs.ts')).makeDuesOfToday(context),
  'count-campaigns': async (payload, context) => (await import('./funding/jobs.ts')).countCampaigns(payload, context),
  'count-figures': async (_, { db }) => { await (await import('./funding/figures.ts')).countFigures(db) },
  'provider-payment': async (payload, context) => (await import('./funding/provider-jobs.ts')).askAboutPayment(payload, context),
  'ask-providers': async (_, context) => (await import('./funding/provider-jobs.ts')).askAboutWaiting(context),
  'provider-accounts': async (_, context) => (await import('./funding/provider-jobs.ts')).askAboutAccounts(context),
  'charge-dues': async (_, context) => (await import('./funding/provider-jobs.ts')).chargeDues(context),
  'charge-due': async (payload, context) => (await import('./funding/provider-jobs.ts')).chargeOne(payload, context),
  'tell-charge-failed': async (payload, context) => (await import('./funding/provider-jobs.ts')).tellChargeFailed(payload, context),
  'provider-refund': async (payload, context) => (await import('./funding/provider-jobs.ts')).refundAtProvider(payload, context),
  'refund-due': async (payload, context) => (await import('./funding/provider-jobs.ts')).refundWaiting(payload, context),
  'notice-handed-over': async (payload, { db }) => (await import('./funding/prenotification.ts')).noticeHandedOver(db, payload),
  'tell-debit-back': async ({ debit_id }, { db, site, now }) => (await import('./funding/debit-back-letter.ts')).tellDebitBack(db, debit_id, { site, now }),
  'remind': async (_, context) => (await import('./funding/jobs.ts')).remind(context),
  'dunning-handed-over': async (payload, { db }) => (await import('./funding/reminding.ts')).letterHandedOver(db, payload),
  'ask-for-more': async (_, { db, site, now }) => { await (await import('./funding/upgrade.ts')).askForMore(db, { site, now }) },
  'question-handed-over': async (payload, { db }) => (await import('./funding/upgrade.ts')).questionHandedOver(db, payload),
  'check-ledger': async (_, context) => (await import('./funding/jobs.ts')).checkLedgerTonight(context),
  'follow-pledges': async (_, context) => (await import('./funding/jobs.ts')).followPledges(context),
  'thank-supporter': async ({ due_id }, context) => (await import('./funding/thanks.ts')).thank(context.db, due_id, context),
  'clear-given-forms': async (_, { db, now }) => (await import('./funding/giving.ts')).clearGivenForms(db, now),
  'erase-supporters': async (_, { db, site, now }) => (await import('./funding/retention.ts')).eraseSupportersAsking(db, { site, now }),
  'keep-terms': async (_, { db, site, now }) => (await import('./funding/retention.ts')).keepTerms(db, { site, now }),
  'clear-personal-links': async (_, { db, now }) => (await import('./funding/personal-link.ts')).clearPersonalLinks(db, now),
}

export const schedules: readonly Schedule[] = [
  { name: 'clear-sign-ins', at: '7 * * * *' },
  { name: 'tell-followers', at: '* * * * *' },
  { name: 'tell-followers-daily', at: '30 5 * * *' },
  { name: 'clear-writing', at: '17 * * * *' },
  { name: 'count-campaigns', at: '* * * * *' },
  { name: 'count-figures', at: '* * * * *' },
  { name: 'make-dues', at: '5 * * * *' },
  { name: 'charge-dues', at: '10 * * * *' },
  { name: 'ask-providers', at: '*/10 * * * *' },
  { name: 'provider-accounts', at: '20 3 * * *' },
  { name: 'check-ledger', at: '40 2 * * *' },
  // By day, and behind what falls due and what is planned: see make-dues and charge-dues.
  { name: 'remind', at: '45 7-16 * * 1-6' },
  { name: 'ask-for-more', at: '50 8-15 * * 1-5' },
  { name: 'follow-pledges', at: '2 * * * *' },
  { name: 'clear-given-forms', at: '37 * * * *' },
  { name: 'clear-personal-links', at: '27 * * * *' },
  { name: 'erase-supporters', at: '*/10 * * * *' },
  { name: 'keep-terms', at: '20 3 * * *' },
  { name: 'erase-readers', at: '*/10 * * * *' },
]
