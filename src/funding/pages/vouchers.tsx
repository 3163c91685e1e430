// Cash, cheques and other, typed in by staff under the number of their voucher.
import type { Reads } from '../../base/db/db.ts'
import { calendarDay, dayOf } from '../../base/time.ts'
import { Choice, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { languages, type T } from '../../base/i18n/i18n.ts'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { mailAddressIn } from '../../people/mail-address.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { amountIn } from '../amount.ts'
import { fundingPages } from '../desk.ts'
import { currenciesTaken } from '../reads/currencies.ts'
import { supporterShown, type SupporterShown } from '../reads/supporter-page.ts'
import { vouchers } from '../reads/vouchers.ts'
import { CurrencyTaken } from '../views/currency-taken.tsx'
import { FundingFrame } from '../views/funding-frame.tsx'
import { nameOr } from '../views/supporter-words.ts'
import { receiveVoucher, voucherKinds, type TypedVoucher } from '../voucher.ts'

type Guarded = Staff<'see_supporters'>
const length = 50

export const show: Page<typeof paths.deskVouchers, Guarded, 'before' | 'done' | 'supporter'> = async ({ db, who, speaks, query, now }) =>
  vouchersPage(db, { who, speaks, now, before: numberIn(query.before ?? '') ?? null, done: query.done !== undefined, typed: {}, giver: await giverIn(db, query.supporter) })

export const receive: Action<typeof paths.deskVouchers, Guarded> = async ({ db, form, who, speaks, now }) => {
  const { t, facts } = await deskOf(db, { who, speaks })
  const taken = await currenciesTaken(db)
  const currency = taken.find((one) => one === textIn(form, 'currency')) ?? taken[0] ?? ''
  const [giver, today] = [await giverIn(db, textIn(form, 'supporter')), dayOf(now, facts.paper.time_zone)]
  const read = voucherIn(form, { t, currency, today })
  if ('errors' in read) return vouchersPage(db, { who, speaks, now, typed: form, errors: read.errors, giver })
  const received = await receiveVoucher(db, { ...read.voucher, supporter_id: giver?.id ?? null }, { by: who, now })
  if (received === 'taken') return vouchersPage(db, { who, speaks, now, typed: form, errors: { number: t('vouchers.error.number_taken') }, giver })
  return seeOther(withQuery(paths.deskVouchers, { done: 'received' }))
}

/** Of whom it is known already who gives. */
async function giverIn(db: Reads, number: string | undefined): Promise<SupporterShown | undefined> {
  const giver = await supporterShown(db, numberIn(number ?? '') ?? 0)
  return giver?.merged_into === null ? giver : undefined
}

interface Said { t: T; currency: string; today: string }

function voucherIn(form: Form, { t, currency, today }: Said): { errors: Errors } | { voucher: Omit<TypedVoucher, 'supporter_id'> } {
  const text = (name: string) => textIn(form, name).trim()
  const [year = '', month = '', day = ''] = text('received_on').split('-')
  const received_on = calendarDay([year, month, day])
  const amount = amountIn(text('amount'), currency)
  const kind = voucherKinds.find((one) => one === text('kind'))
  const mail_address = text('mail_address') === '' ? '' : mailAddressIn(text('mail_address'))
  const errors: Errors = {
    ...(text('number') ? {} : { number: t('vouchers.error.number') }),
    ...(amount ? {} : { amount: t('vouchers.error.amount') }),
    ...(received_on && received_on <= today ? {} : { received_on: t('vouchers.error.received_on') }),
    ...(kind ? {} : { kind: t('vouchers.error.kind') }),
    ...(mail_address === undefined ? { mail_address: t('vouchers.error.mail_address') } : {}),
  }
  if (!amount || !received_on || !kind || mail_address === undefined || Object.keys(errors).length > 0) return { errors }
  const language = languages.find((one) => one === text('language')) ?? t.language
  return { voucher: { number: text('number').slice(0, 36), kind, amount, currency, received_on, name: text('name').slice(0, 120), mail_address, language, campaign_id: null } }
}

interface Shown { who: Reader; speaks: string | undefined; now: Date; before?: number | null; done?: boolean; typed: Form; errors?: Errors; giver: SupporterShown | undefined }

async function vouchersPage(db: Reads, { who, speaks, now, before = null, done = false, typed, errors = {}, giver }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const [rows, taken] = await Promise.all([vouchers(db, { before, limit: length + 1 }), currenciesTaken(db)])
  const older = rows.length > length ? rows[length - 1] : undefined
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskVouchers} title={t('vouchers.title')}>
      <Done text={done ? t('vouchers.done') : undefined} />
      <Wrong errors={errors} t={t} />
      <p class="small">{t('vouchers.lead')}</p>
      <form class="form" method="post" action={paths.deskVouchers}>
        <Field name="number" label={t('vouchers.number')} hint={t('vouchers.number_hint')} value={textIn(typed, 'number')} error={errors.number} required maxlength={36} />
        <Choice name="kind" label={t('vouchers.kind')} value={textIn(typed, 'kind') || 'cash'} error={errors.kind} options={voucherKinds.map((value) => ({ value, label: t(`vouchers.kind.${value}`) }))} />
        <Field name="amount" label={t('vouchers.amount')} value={textIn(typed, 'amount')} error={errors.amount} inputmode="text" required maxlength={20} />
        <CurrencyTaken taken={taken} value={textIn(typed, 'currency')} t={t} />
        <Field name="received_on" type="date" label={t('vouchers.received_on')} value={textIn(typed, 'received_on') || dayOf(now, paper.time_zone)} error={errors.received_on} required />
        {giver ? <Giver giver={giver} t={t} /> : <WhoGave typed={typed} errors={errors} language={paper.language} t={t} />}
        <div class="actions"><button class="button">{t('vouchers.receive')}</button></div>
      </form>
      <h2>{t('vouchers.all')}</h2>
      <DataTable caption={t('vouchers.all')} rows={rows.slice(0, length)} empty={t('vouchers.none')} columns={[
        { label: t('vouchers.number'), names: true, cell: ({ number }) => number },
        { label: t('vouchers.kind'), cell: ({ kind }) => t(`vouchers.kind.${kind}`) },
        { label: t('vouchers.received_on'), cell: ({ received_on }) => t.day(received_on) },
        { label: t('vouchers.name'), cell: ({ name, supporter_id, blocked_at }) => (blocked_at ? name || '–' : <a href={url(paths.deskSupporter, { id: String(supporter_id) })}>{name || t('supporters.nameless')}</a>) },
        { label: t('vouchers.amount'), numeric: true, cell: ({ amount, currency }) => t.money(amount, currency) },
        { label: t('vouchers.typed_by'), cell: ({ typed_by_name }) => typed_by_name ?? '–' },
      ]} />
      <Paging t={t} newest={before === null ? undefined : paths.deskVouchers} older={older ? withQuery(paths.deskVouchers, { before: older.id }) : undefined} />
    </FundingFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}

function Giver({ giver, t }: { giver: SupporterShown; t: T }) {
  const { id } = giver
  return <p><input type="hidden" name="supporter" value={String(id)} />{t('vouchers.of')} <a href={url(paths.deskSupporter, { id: String(id) })}>{nameOr(giver, t)}</a></p>
}

function WhoGave({ typed, errors, language, t }: { typed: Form; errors: Errors; language: string; t: T }) {
  return (
    <>
      <Field name="name" label={t('vouchers.name')} hint={t('vouchers.name_hint')} value={textIn(typed, 'name')} maxlength={120} />
      <Field name="mail_address" type="email" label={t('vouchers.mail_address')} hint={t('vouchers.mail_hint')} value={textIn(typed, 'mail_address')} error={errors.mail_address} maxlength={254} />
      <Select name="language" label={t('vouchers.language')} value={textIn(typed, 'language') || language} options={languages.map((value) => ({ value, label: t.languageName(value) }))} />
    </>
  )
}
