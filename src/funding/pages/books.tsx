// The books: what every account held and moved in a period, whether the ledger is clean, the file for the tax adviser, and
// the closing of a month.
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { calendarDay, dayOf } from '../../base/time.ts'
import { Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { zipped } from '../../base/web/zip.ts'
import { download, html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { batchFiles, batchFor, closeMonth, foreignIn, lastDayOf, nextToClose, ratesIn } from '../bookkeeping.ts'
import { fundingPages } from '../desk.ts'
import { checkLedger, type Finding } from '../ledger-check.ts'
import { isEntryKind } from '../ledger.ts'
import { closedMonths, movements, type Movement } from '../reads/bookkeeping.ts'
import { fundingSettings } from '../reads/settings.ts'
import { addMonths } from '../rhythm.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Guarded = Staff<'keep_books'>
interface Period { from: string; to: string }

export const show: Page<typeof paths.deskBooks, Guarded, 'from' | 'to' | 'done' | 'check'> = async ({ db, who, speaks, query, now }) => {
  const { facts: { paper } } = await deskOf(db, { who, speaks })
  const asked = query.from !== undefined || query.to !== undefined
  return booksPage(db, { who, speaks, now, period: asked ? periodIn(query) : lastMonth(dayOf(now, paper.time_zone)), typed: query, done: query.done, isChecked: query.check !== undefined })
}

export const datev: Page<typeof paths.deskDatev, Guarded, 'from' | 'to' | 'rates'> = async ({ db, who, speaks, query, now }) => {
  const { t, facts: { paper } } = await deskOf(db, { who, speaks })
  const period = found(periodIn(query))
  const { currency } = await fundingSettings(db)
  const batch = await batchFor(db, { ...period, currency, rates: ratesIn(query.rates ?? ''), label: `${paper.name} ${period.from.slice(0, 7)}` }, now)
  if (typeof batch === 'string') return booksPage(db, { who, speaks, now, period, typed: query, rates: query.rates, wrong: batch === 'no_rates' ? { rates: t('books.refused.no_rates') } : { numbers: t(`books.refused.${batch}`) } })
  return batchDownload(batchFiles(db, batch, { told: (kind) => (isEntryKind(kind) ? t(`entry.${kind}`) : kind) }), { name: `EXTF_Buchungsstapel_${period.from}_${period.to}`, now })
}

/** One file as it is; several, each of which DATEV takes by itself, in a zip. */
export async function batchDownload(files: AsyncIterator<Buffer>, { name, now }: { name: string; now: Date }): Promise<Response> {
  const [first, second] = [await files.next(), await files.next()]
  if (second.done) return download(one(first.value), { name: `${name}.csv`, contentType: 'text/csv; charset=windows-1252' })
  return download(zipped(numbered([first.value, second.value], files, name), now), { name: `${name}.zip`, contentType: 'application/zip' })
}

async function* one(bytes: Buffer) {
  yield bytes
}

async function* numbered(begun: Buffer[], rest: AsyncIterator<Buffer>, name: string) {
  let n = 0
  for (const bytes of begun) yield { name: `${name}_${++n}.csv`, bytes }
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield { name: `${name}_${++n}.csv`, bytes: next.value }
}

export const close: Action<typeof paths.deskBooksClosing, Guarded> = async ({ db, form, who, speaks, now }) => {
  const { facts: { paper } } = await deskOf(db, { who, speaks })
  const month = textIn(form, 'month')
  const isClosed = await closeMonth(db, month, { by: who, today: dayOf(now, paper.time_zone), now })
  return seeOther(withQuery(paths.deskBooks, isClosed ? { from: month, to: lastDayOf(month), done: 'closed' } : { done: 'overtaken' }))
}

function periodIn({ from = '', to = '' }: Partial<Period>): Period | undefined {
  const [first, last] = [from, to].map((text) => {
    const [year = '', month = '', day = ''] = text.split('-')
    return calendarDay([year, month, day])
  })
  return first && last && first <= last ? { from: first, to: last } : undefined
}

function lastMonth(today: string): Period {
  const from = addMonths(`${today.slice(0, 8)}01`, -1)
  return { from, to: lastDayOf(from) }
}

interface Shown { who: Reader; speaks: string | undefined; now: Date; period: Period | undefined; typed: Partial<Period>; done?: string | undefined; wrong?: { numbers?: string; rates?: string }; rates?: string | undefined; isChecked?: boolean }

async function booksPage(db: Reads, { who, speaks, now, period, typed, done, wrong = {}, rates, isChecked = false }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const [next, closed, { currency }] = await Promise.all([nextToClose(db, dayOf(now, paper.time_zone)), closedMonths(db), fundingSettings(db)])
  const errors: Errors = period ? {} : { to: t('transparency.wrong') }
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskBooks} title={t('books.title')}>
      <Done text={done === 'closed' || done === 'overtaken' ? t(`books.done.${done}`) : undefined} />
      <Wrong errors={wrong.rates ? { rates: wrong.rates } : {}} t={t} />
      {wrong.numbers ? <p class="wrong" role="alert">{wrong.numbers} <a href={paths.deskBookNumbers}>{t('books.numbers')}</a></p> : null}
      <p class="small">{t('books.lead')} <a href={paths.deskBookNumbers}>{t('books.numbers')}</a></p>
      <form class="period-form" method="get" action={paths.deskBooks} aria-label={t('books.period')}>
        <Field name="from" type="date" label={t('transparency.from')} value={period?.from ?? typed.from ?? ''} required />
        <Field name="to" type="date" label={t('transparency.to')} value={period?.to ?? typed.to ?? ''} error={errors.to} required />
        <button class="button">{t('transparency.show')}</button>
      </form>
      {period ? <Balances rows={await movements(db, period)} period={period} currency={currency} rates={{ typed: rates, error: wrong.rates }} t={t} /> : null}
      <h2>{t('books.check')}</h2>
      {isChecked ? <Checked findings={await checkLedger(db)} t={t} /> : <p><a href={withQuery(paths.deskBooks, { ...period, check: '1' })}>{t('books.check_now')}</a></p>}
      <h2>{t('books.closing')}</h2>
      <p class="small">{t('books.closing_lead')}</p>
      {next ? (
        <form method="post" action={paths.deskBooksClosing} class="actions">
          <input type="hidden" name="month" value={next} />
          <button class="button">{t('books.close', { month: t.month(next) })}</button>
        </form>
      ) : <p>{t('books.nothing_to_close')}</p>}
      <DataTable caption={t('books.closed')} rows={closed} empty={t('books.none_closed')} columns={[
        { label: t('books.month'), names: true, cell: ({ month }) => t.month(month) },
        { label: t('books.closed_by'), cell: ({ closed_by_name, closed_at }) => `${closed_by_name ?? '–'}, ${t.dateTime(closed_at, paper.time_zone)}` },
      ]} />
    </FundingFrame>, period && !wrong.numbers && !wrong.rates ? 200 : 422)
}

interface BalancesProps { rows: Movement[]; period: Period; currency: string; rates: { typed: string | undefined; error: string | undefined }; t: T }

function Balances({ rows, period, currency, rates, t }: BalancesProps) {
  const foreign = foreignIn(rows, currency)
  return (
    <>
      <h2>{t('transparency.period', { from: t.day(period.from), to: t.day(period.to) })}</h2>
      <DataTable caption={t('books.balances')} rows={rows} empty={t('books.none')} columns={[
        { label: t('books.account'), names: true, cell: ({ account }) => t(`account.ledger.${account}`) },
        { label: t('books.before'), numeric: true, cell: ({ before, currency }) => t.money(before, currency) },
        { label: t('books.debit'), numeric: true, cell: ({ debit, currency }) => t.money(debit, currency) },
        { label: t('books.credit'), numeric: true, cell: ({ credit, currency }) => t.money(credit, currency) },
        { label: t('books.after'), numeric: true, cell: ({ before, debit, credit, currency }) => t.money(before + debit - credit, currency) },
      ]} />
      {foreign.length === 0 ? <p><a href={withQuery(paths.deskDatev, { ...period })}>{t('books.datev')}</a></p> : (
        <form class="form" method="get" action={paths.deskDatev}>
          <input type="hidden" name="from" value={period.from} /><input type="hidden" name="to" value={period.to} />
          <Field name="rates" label={t('books.rates')} hint={t('books.rates.hint', { currency })} value={rates.typed ?? `${foreign.join('   ')} `} error={rates.error} required maxlength={200} />
          <div class="actions"><button class="quiet">{t('books.datev')}</button></div>
        </form>
      )}
    </>
  )
}

function Checked({ findings, t }: { findings: Finding[]; t: T }) {
  if (findings.length === 0) return <p role="status">{t('books.clean')}</p>
  return (
    <ul role="alert">
      {findings.map(({ check, count, faults: [first] }) => (
        <li>{t(`books.check.${check}`)}: {t.number(count)}{first ? <> ({first.about}, {first.currency ? `${t.money(first.found, first.currency)} / ${t.money(first.expected, first.currency)}` : ''})</> : null}</li>
      ))}
    </ul>
  )
}
