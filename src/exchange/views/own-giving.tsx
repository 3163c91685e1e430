// What somebody gives, as part of the page with their own data.
import type { MessageKey, T } from '../../base/i18n/i18n.ts'
import type { OwnGiving } from '../own-giving.ts'
import { Part, type Line } from './own-rows.tsx'

interface Shown { data: OwnGiving; t: T; zone: string }

export function OwnGivingParts({ data, t, zone }: Shown) {
  const parts: [MessageKey, Line[]][] = [...promised({ data, t, zone }), ...moved({ data, t, zone }), ...said({ data, t, zone })]
  return <>{parts.filter(([, lines]) => lines.length > 0).map(([title, lines]) => <Part title={t(title)} none="" lines={lines} t={t} zone={zone} />)}</>
}

function promised({ data, t }: Shown): [MessageKey, Line[]][] {
  const money = ({ amount, currency }: { amount: number; currency: string }) => t.money(amount, currency)
  return [
    ['rights.own.giving.who', data.supporters.map((one) => ({ at: one.created_at, what: [one.name, one.mail_address, one.street, `${one.postcode} ${one.town}`.trim(), one.country].filter(Boolean).join(' · ') }))],
    ['rights.own.giving.pledges', data.pledges.map((one) => ({ at: one.created_at, what: [money(one), t(`giving.rhythm.${one.rhythm}`), t('rights.own.giving.pledge_state', { state: one.state }), one.reference].join(' · ') }))],
    ['rights.own.giving.changes', data.pledge_changes.map((one) => ({ at: one.happened_at, what: `${one.pledge} · ${t('rights.own.giving.change', { kind: one.kind })} · ${money(one)}` }))],
    ['rights.own.giving.origins', data.pledge_origins.map((one) => ({ at: null, what: [one.headline ?? t('rights.own.giving.origin_elsewhere'), t.day(one.day), one.pledge].join(' · ') }))],
    ['rights.own.giving.dues', data.dues.map((one) => ({ at: null, what: `${t.day(one.due_on)} · ${money(one)} · ${t('rights.own.giving.due_state', { state: one.state })} · ${one.pledge}` }))],
    ['rights.own.giving.letters', data.letters.map((one) => ({ at: one.happened_at, what: [t(`dunning.step.${one.step}`), money(one), one.pledge].join(' · ') }))],
    ['rights.own.giving.mandates', data.mandates.map((one) => ({ at: one.signed_at, what: [one.reference, one.holder, one.iban, one.bic].filter(Boolean).join(' · '), words: [one.consent_text] }))],
  ]
}

function moved({ data, t }: Shown): [MessageKey, Line[]][] {
  const money = ({ amount, currency }: { amount: number; currency: string }) => t.money(amount, currency)
  return [
    ['rights.own.giving.notices', data.notices.map((one) => ({ at: one.told_at, what: `${t.day(one.collect_on)} · ${money(one)} · ${one.mandate}` }))],
    ['rights.own.giving.debits', data.debits.map((one) => ({ at: null, what: [t.day(one.collect_on), money(one), t('rights.own.giving.debit_state', { state: one.state }), one.end_to_end_id, one.reason_code].filter(Boolean).join(' · ') }))],
    ['rights.own.giving.transfers', data.transfers.map((one) => ({ at: null, what: `${t.day(one.booked_on)} · ${money(one)} · ${one.pledge}`, words: [[one.said.name, one.said.iban, one.said.text].filter(Boolean).join('\n')] }))],
    ['rights.own.giving.provider_payments', data.provider_payments.map((one) => ({ at: one.asked_at, what: [money(one), one.description, one.foreign_id, one.customer, one.failure].filter(Boolean).join(' · ') }))],
    ['rights.own.giving.refunds', data.refunds.map((one) => ({ at: one.asked_at, what: [money(one), one.pledge, one.done_on ? t.day(one.done_on) : ''].filter(Boolean).join(' · ') }))],
    ['rights.own.giving.vouchers', data.vouchers.map((one) => ({ at: null, what: `${t.day(one.received_on)} · ${money(one)} · ${one.number}` }))],
  ]
}

function said({ data, t, zone }: Shown): [MessageKey, Line[]][] {
  return [
    ['rights.own.giving.declarations', data.declarations.map((one) => ({ at: one.received_at, what: t('rights.own.giving.declaration', { kind: one.kind, number: one.number }), words: [[one.said.name, one.said.mail_address, one.said.reference, one.said.reason].filter(Boolean).join('\n')] }))],
    ['rights.own.giving.notes', [...data.notes.map((one) => ({ at: one.written_at, what: '', words: [one.text] })), ...data.dunning_holds.map((one) => ({ at: one.held_at, what: one.pledge, words: [one.note] }))]],
    ['rights.own.giving.consents', data.upgrade_consents.map((one) => ({ at: one.given_at, what: one.revoked_at ? t('rights.own.giving.revoked', { time: t.dateTime(one.revoked_at, zone) }) : '', words: [one.words] }))],
    ['rights.own.giving.questions', data.upgrade_questions.map((one) => ({ at: one.asked_at, what: `${t.money(one.amount, one.currency)} → ${t.money(one.suggested, one.currency)} · ${one.pledge}` }))],
    ['rights.own.giving.mails', data.mails.map((one) => ({ at: one.mailed_at, what: one.subject }))],
    ['rights.own.giving.links', [...data.personal_links, ...data.own_side_sessions].map((one) => ({ at: one.created_at, what: t('rights.own.giving.opens_until', { time: t.dateTime(one.expires_at, zone) }) }))],
  ]
}
