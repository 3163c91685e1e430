// The page of the stand-in on which somebody pays, and one for what payers, banks and the provider do afterwards.
import { spoken, translator, type T } from '../../base/i18n/i18n.ts'
import type { Account, Taken } from './account.ts'
import type { Answer, Asked } from './http.ts'

export interface Pages { payOut: () => void }

const names = { stripe: 'Stripe', mollie: 'Mollie' }

export function answerPage(account: Account, asked: Asked, { payOut }: Pages): Answer {
  const [, first = '', id = '', deed] = asked.path.split('/')
  if (asked.method === 'POST' && first === 'payouts') return after(payOut, asked.origin)
  if (first === '' && asked.method === 'GET') return page(<Overview payments={account.state.payments.toReversed().slice(0, 50)} t={translator(spoken(languageOf(asked), 'en'))} />)
  const payment = first === 'pay' ? account.byId(id) : undefined
  if (!payment) return page(<Sheet title="404" t={translator('en')}><p>404</p></Sheet>, 404)
  account.lapse(payment)
  const t = translator(spoken(payment.language === '' ? languageOf(asked) : payment.language, 'en'))
  if (asked.method !== 'POST') return page(<Checkout payment={payment} declined={asked.query.has('declined')} t={t} />)
  if (deed === 'payment') return see(account.pay(payment, { failure: new URLSearchParams(asked.body).get('next') ?? '' }) ? payment.return_url : asked.path)
  if (deed === 'refusal') return see(`${asked.origin}/pay/${id}?declined`)
  if (deed === 'leaving') return after(() => account.leave(payment), payment.cancel_url || payment.return_url)
  const deeds: Record<string, () => unknown> = {
    refund: () => account.refund(payment, { amount: payment.amount, reference: null }), failure: () => account.failRefund(payment), dispute: () => account.dispute(payment), victory: () => account.winDispute(payment),
  }
  return after(deeds[deed ?? ''] ?? (() => {}), `${asked.origin}/pay/${id}`)
}

function Checkout({ payment, declined, t }: { payment: Taken; declined: boolean; t: T }) {
  const { id, checkout_id, state, provider, amount, currency, description, recurring } = payment
  const at = `/pay/${checkout_id ?? id}`
  const isKept = amount === 0
  return (
    <Sheet title={t('double.title', { provider: names[provider] })} t={t}>
      <p class="amount">{isKept ? t('double.nothing') : t.money(amount, currency)}</p>
      <p>{description}</p>
      {declined && <p role="alert">{t('double.declined')}</p>}
      {state === 'open' ? (
        <>
          <Deed to={`${at}/payment`} label={isKept ? t('double.keep') : t('double.pay', { amount: t.money(amount, currency) })} main />
          {recurring && <Deed to={`${at}/payment`} label={t(isKept ? 'double.keep_last' : 'double.pay_last')} next="expired_card" />}
          <Deed to={`${at}/refusal`} label={t('double.refuse')} />
          <Deed to={`${at}/leaving`} label={t('double.leave')} />
        </>
      ) : <Afterwards payment={payment} at={at} t={t} />}
    </Sheet>
  )
}

function Afterwards({ payment: { state, amount, refunds, disputes }, at, t }: { payment: Taken; at: string; t: T }) {
  const disputed = disputes.some(({ reversed }) => reversed === null)
  const refunded = refunds.some((refund) => refund.state === 'done')
  return (
    <>
      <p><strong>{t(state === 'paid' && amount === 0 ? 'double.state.kept' : `double.state.${state}`)}</strong>{disputed && <> {t('double.disputed')}</>}{refunded && <> {t('double.refunded')}</>}</p>
      {state === 'paid' && amount > 0 && !disputed && !refunded && <><Deed to={`${at}/dispute`} label={t('double.dispute')} /><Deed to={`${at}/refund`} label={t('double.refund')} /></>}
      {disputed && <Deed to={`${at}/victory`} label={t('double.win')} />}
      {refunded && <Deed to={`${at}/failure`} label={t('double.fail_refund')} />}
      <p><a href="/">{t('double.all')}</a></p>
    </>
  )
}

function Overview({ payments, t }: { payments: readonly Taken[]; t: T }) {
  return (
    <Sheet title={t('double.all')} t={t}>
      {payments.length === 0 ? <p>{t('double.none')}</p> : (
        <ul>{payments.map(({ id, checkout_id, amount, currency, description, state, provider }) =>
          <li><a href={`/pay/${checkout_id ?? id}`}>{t.money(amount, currency)}</a>, {names[provider]}: {t(state === 'paid' && amount === 0 ? 'double.state.kept' : `double.state.${state}`)}<br />{description}</li>)}</ul>
      )}
      <Deed to="/payouts" label={t('double.pay_out')} />
    </Sheet>
  )
}

function Deed({ to, label, next, main = false }: { to: string; label: string; next?: string; main?: boolean }) {
  return <form method="post" action={to}>{next !== undefined && <input type="hidden" name="next" value={next} />}<button class={main ? 'main' : ''}>{label}</button></form>
}

function Sheet({ title, children, t }: { title: string; children: unknown; t: T }) {
  return (
    <html lang={t.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <p class="note">{t('double.note')}</p>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}

const style = `
:root { color-scheme: light dark; --sheet: #fff; --ink: #1b1d22; --soft: #5c616b; --rule: #c9ccd3; --main: #3b3fb6; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --sheet: #17181c; --ink: #e8e9ec; --soft: #a3a8b3; --rule: #464a54; --main: #a9adff; --on: #14151a } }
* { box-sizing: border-box; margin: 0 }
body { background: var(--sheet); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
main { max-inline-size: 26rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; display: grid; gap: 1rem }
h1 { font-size: 1.25rem; line-height: 1.3 }
.note { color: var(--soft); font-size: .875rem; border-block-end: 1px solid var(--rule); padding-block-end: 1rem }
.amount { font-size: 2.5rem; line-height: 1.1; font-weight: 600; font-variant-numeric: tabular-nums }
[role=alert] { border-inline-start: 3px solid var(--main); padding-inline-start: .75rem }
button { font: inherit; inline-size: 100%; min-block-size: 3rem; padding: .5rem 1rem; border: 1px solid var(--rule); border-radius: .375rem; background: none; color: inherit; cursor: pointer }
button.main { background: var(--main); border-color: var(--main); color: var(--on); font-weight: 600 }
:focus-visible { outline: 3px solid var(--main); outline-offset: 3px }
a { color: var(--main) }
ul { list-style: none; padding: 0; display: grid; gap: .75rem }
`

function page(view: unknown, status = 200): Answer {
  return { status, body: `<!doctype html>${String(view)}`, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'", 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } }
}
function after(deed: () => unknown, location: string): Answer {
  deed()
  return see(location)
}
function see(location: string): Answer {
  return { status: 303, body: '', headers: { location, 'cache-control': 'no-store' } }
}
function languageOf({ headers }: Asked): string {
  return headers['accept-language']?.toString().slice(0, 2) ?? ''
}
