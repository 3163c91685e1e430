// The forms by which somebody says where a line belongs: yes or no to a proposal, a pledge that was found, or something else.
import type { T } from '../../base/i18n/i18n.ts'
import { Field } from '../../base/ui/form.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { paths, url } from '../../urls.ts'
import type { fittingFor, FoundPledge } from '../reads/bank-desk.ts'

export function Proposal({ line_id, pledge, isTwice, t }: { line_id: number; pledge: FoundPledge; /** A debit brings it as well. */ isTwice: boolean; t: T }) {
  return (
    <section class="proposal" aria-labelledby="proposal">
      <h2 id="proposal">{t(isTwice ? 'bank.twice' : 'bank.proposal')}</h2>
      <p><strong>{pledge.name || t('bank.nobody')}</strong>, {pledgeText(pledge, t)} · {pledge.reference}</p>
      {isTwice ? <p>{t('bank.twice_about')}</p> : null}
      <div class="actions">
        <PlaceButton line_id={line_id} place={`transfer:${pledge.id}`} label={t(isTwice ? 'bank.twice_gift' : 'bank.yes')} className="button" />
        {isTwice ? <PlaceButton line_id={line_id} place="back" label={t('bank.twice_back')} /> : null}
        <form method="post" action={url(paths.deskLineRefusal, { id: String(line_id) })}><button class="quiet">{t('bank.no')}</button></form>
      </div>
    </section>
  )
}

function pledgeText({ amount, currency, rhythm, due_on, due_amount }: FoundPledge, t: T): string {
  const given = t(`bank.pledge.${rhythm}`, { amount: t.money(amount, currency) })
  return due_on === null || due_amount === null ? given : t('bank.pledge_due', { given, amount: t.money(due_amount, currency), day: t.day(due_on) })
}

function PlaceButton({ line_id, place, label, name, className = 'quiet' }: { line_id: number; place: string; label: string; /** For those who hear the button alone. */ name?: string; className?: string }) {
  return <form method="post" action={url(paths.deskLinePlace, { id: String(line_id) })}><input type="hidden" name="place" value={place} /><button class={className} aria-label={name}>{label}</button></form>
}

export function FoundPledges({ line_id, words, pledges, t }: { line_id: number; words: string; pledges: FoundPledge[]; t: T }) {
  return (
    <section aria-labelledby="pledges">
      <h2 id="pledges">{t('bank.pledges')}</h2>
      <form class="filters" method="get" action={url(paths.deskLine, { id: String(line_id) })} role="search" aria-label={t('bank.search')}>
        <Field name="q" type="search" label={t('bank.search')} hint={t('bank.search_hint')} value={words} />
        <button class="quiet">{t('bank.search_do')}</button>
      </form>
      <DataTable caption={t('bank.pledges')} empty={t('bank.pledges_none')} rows={pledges} columns={[
        { label: t('bank.giver'), names: true, cell: ({ name }) => name || t('bank.nobody') },
        { label: t('bank.pledge'), cell: (pledge) => pledgeText(pledge, t) },
        { label: t('bank.reference'), cell: ({ reference }) => reference },
        { label: t('bank.where'), cell: ({ id, name }) => <PlaceButton line_id={line_id} place={`transfer:${id}`} label={t('bank.book_here')} name={t('bank.book_for', { name: name || t('bank.nobody') })} /> },
      ]} />
    </section>
  )
}

interface OtherProps { line: { id: number; amount: number; currency: string }; fitting: Awaited<ReturnType<typeof fittingFor>>; t: T }

export function OtherPlaces({ line: { id, amount }, fitting: { payouts, refunds, debits }, t }: OtherProps) {
  const given: [string, string][] = [
    ...payouts.map((payout): [string, string] => [`payout:${payout.id}`, t('bank.as_payout', { provider: payout.provider === 'stripe' ? 'Stripe' : 'Mollie', id: payout.foreign_id, day: t.day(payout.arrives_on) })]),
    ...(amount < 0 ? refunds.map((refund): [string, string] => [`refund:${refund.id}`, t('bank.as_refund', { name: refund.name })]) : []),
    ...(amount < 0 ? debits.map((debit): [string, string] => [`return:${debit.id}`, t('bank.as_return', { name: debit.name, day: t.day(debit.collect_on), id: debit.end_to_end_id })]) : []),
    ['fee', t(amount < 0 ? 'bank.as_fee' : 'bank.as_fee_back')],
    ['cash', t(amount < 0 ? 'bank.as_cash_taken' : 'bank.as_cash')],
    ['other', t(amount < 0 ? 'bank.as_other_spent' : 'bank.as_other')],
  ]
  return (
    <section aria-labelledby="other">
      <h2 id="other">{t('bank.elsewhere')}</h2>
      <form class="form" method="post" action={url(paths.deskLinePlace, { id: String(id) })}>
        <fieldset class="choice">
          <legend>{t('bank.what')}</legend>
          {given.map(([value, label]) => <label><input type="radio" name="place" value={value} required /> <span>{label}</span></label>)}
        </fieldset>
        <p class="hint">{t('bank.leave')}</p>
        <div class="actions"><button class="quiet">{t('bank.book')}</button></div>
      </form>
    </section>
  )
}

export function TakingBack({ line_id, t }: { line_id: number; t: T }) {
  return (
    <section aria-labelledby="taking-back">
      <h2 id="taking-back">{t('bank.wrong_place')}</h2>
      <p>{t('bank.take_back_about')}</p>
      <form method="post" action={url(paths.deskLineTakingBack, { id: String(line_id) })}><button class="quiet">{t('bank.take_back')}</button></form>
    </section>
  )
}
