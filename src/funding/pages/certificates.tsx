// The register of certificates: issuing those of a year or of one gift, printing what goes by post, recalling what is not true.
import type { Db, Reads } from '../../base/db/db.ts'
import { isKey, type T } from '../../base/i18n/i18n.ts'
import { enqueue } from '../../base/jobs/enqueue.ts'
import { dayOf } from '../../base/time.ts'
import { Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, pdfResponse, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { certificateNumber } from '../certificate-pdf.ts'
import { grounds, lastDayOfNotice } from '../certificate-terms.ts'
import { issueSingle, isWholeYear, printCertificate, printedAtOnce, printWaiting, recallCertificate, within, yearSpan } from '../certificate.ts'
import { fundingPages } from '../desk.ts'
import { duesUnder, listedCertificates, yetToCertify, type Certificate } from '../reads/certificates.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Who = Staff<'keep_books'>
const length = 50
const states = ['waiting', 'recalled'] as const

export const show: Page<typeof paths.deskCertificates, Who, 'before' | 'state' | 'done'> = ({ db, who, speaks, query, now }) =>
  page(db, { who, speaks, now, before: numberIn(query.before ?? '') ?? null, state: states.find((one) => one === query.state), done: query.done })

/** Many people's: by job. */
export const issueOfYear: Action<typeof paths.deskCertificatesIssuing, Who> = async ({ db, who, speaks, form, now }) => {
  const { t, facts: { paper } } = await deskOf(db, { who, speaks })
  const today = dayOf(now, paper.time_zone)
  const year = numberIn(textIn(form, 'year'))
  const entitled = await grounds(db, today)
  if ('refused' in entitled) return page(db, { who, speaks, now, errors: { year: t(`certificates.refused.${entitled.refused}`) } })
  if (year === undefined || !yearsOffered(today).includes(year)) return page(db, { who, speaks, now, errors: { year: t('certificates.wrong.year') } })
  await enqueue(db, 'issue-certificates', { year, by: `staff:${who.id}` })
  return done('issuing')
}

export const issueOne: Action<typeof paths.deskCertificatesSingle, Who> = async ({ db, who, speaks, form, site, now }) => {
  const { t, facts: { paper } } = await deskOf(db, { who, speaks })
  const [typed, entitled] = [textIn(form, 'reference').trim(), await grounds(db, dayOf(now, paper.time_zone))]
  if ('refused' in entitled) return page(db, { who, speaks, now, typed, errors: { reference: t(`certificates.refused.${entitled.refused}`) } })
  const dues = typed === '' ? [] : await duesUnder(db, typed)
  const issued = dues.length === 0 ? [] : await issueSingle(db, dues, { by: `staff:${who.id}`, site, now })
  if (issued.length > 0) return done('issued')
  return page(db, { who, speaks, now, typed, errors: { reference: t(dues.length === 0 ? 'certificates.wrong.reference' : 'certificates.wrong.nothing') } })
}

export const printAll: Action<typeof paths.deskCertificatesPrint, Who> = async ({ db, who, now }) => {
  const bytes = await printWaiting(db, { by: `staff:${who.id}`, now })
  return bytes ? pdfResponse(bytes, 'certificates.pdf') : done('nothing_to_print')
}

export const printOne: Action<typeof paths.deskCertificatePrint, Who> = async ({ db, who, params, now }) => {
  const id = found(numberIn(params.id))
  return pdfResponse(found(await printCertificate(db, id, { by: `staff:${who.id}`, now })), `certificate-${id}.pdf`)
}

export const recall: Action<typeof paths.deskCertificateRecall, Who> = async ({ db, who, params, site, now }) => {
  const recalled = await recallCertificate(db, { id: found(numberIn(params.id)), why: 'mistake' }, { by: `staff:${who.id}`, site, now })
  return done(recalled ? 'recalled' : 'overtaken')
}

function done(what: string): Response {
  return seeOther(withQuery(paths.deskCertificates, { done: what }))
}

/** The years that are over, as far back as gifts can still be deducted. */
function yearsOffered(today: string): number[] {
  const year = Number(today.slice(0, 4))
  return [1, 2, 3, 4].map((back) => year - back)
}

interface Shown { who: Reader; speaks: string | undefined; now: Date; before?: number | null; state?: (typeof states)[number] | undefined; done?: string | undefined; typed?: string; errors?: Errors }

async function page(db: Reads | Db, { who, speaks, now, before = null, state, done: what = '', typed = '', errors = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const today = dayOf(now, paper.time_zone)
  const [entitled, rows, waiting] = [await grounds(db, today), await listedCertificates(db, { before, limit: length + 1, state }), await listedCertificates(db, { before: null, limit: printedAtOnce + 1, state: 'waiting' })]
  const [said, last] = [`certificates.done.${what}`, rows.length > length ? rows[length - 1] : undefined]
  const here = (query: { before?: number; state?: string | undefined }) => withQuery(paths.deskCertificates, query)
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskCertificates} title={t('certificates.title')}>
      <Done text={isKey(said) ? t(said) : undefined} />
      <Wrong errors={errors} t={t} />
      {'refused' in entitled ? <p>{t(`certificates.refused.${entitled.refused}`)} <a href={paths.deskCertificateSettings}>{t('certificates.settings')}</a></p> : (
        <>
          <p class="small">{t(entitled.terms.told_on ? 'certificates.by_machine' : 'certificates.by_hand', { date: t.day(lastDayOfNotice(entitled.terms)) })} <a href={paths.deskCertificateSettings}>{t('certificates.settings')}</a></p>
          <Issuing t={t} years={yearsOffered(today)} yet={await yetToCertify(db, within(yearSpan(Number(today.slice(0, 4)) - 1), entitled.terms))} typed={typed} errors={errors} />
        </>)}
      <h2>{t('certificates.register')}</h2>
      {waiting.length > 0 ? (
        <form class="actions" method="post" action={paths.deskCertificatesPrint}><button class="quiet">{t('certificates.print_waiting', { n: Math.min(waiting.length, printedAtOnce), isMore: String(waiting.length > printedAtOnce) })}</button></form>
      ) : null}
      <p class="small">{[undefined, ...states].map((one, n) => <>{n > 0 ? ' · ' : null}{one === state ? <strong>{t(`certificates.state.${one ?? 'all'}`)}</strong> : <a href={here({ state: one })}>{t(`certificates.state.${one ?? 'all'}`)}</a>}</>)}</p>
      <Register rows={rows.slice(0, length)} t={t} />
      <Paging t={t} newest={before === null ? undefined : here({ state })} older={last ? here({ before: last.id, state }) : undefined} />
    </FundingFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}

interface IssuingProps { t: T; years: number[]; yet: Awaited<ReturnType<typeof yetToCertify>>; typed: string; errors: Errors }

function Issuing({ t, years, yet, typed, errors }: IssuingProps) {
  return (
    <>
      <h2>{t('certificates.of_year')}</h2>
      <p>{t('certificates.yet', { year: String(years[0]), people: yet.people, amount: t.money(yet.amount, 'EUR') })}{yet.without_address > 0 ? ` ${t('certificates.without_address', { people: yet.without_address })}` : ''}</p>
      <form class="form" method="post" action={paths.deskCertificatesIssuing}>
        <Select name="year" label={t('certificates.year')} hint={t('certificates.year.hint')} value={String(years[0])} error={errors.year} options={years.map((year) => ({ value: String(year), label: String(year) }))} />
        <div class="actions"><button class="button">{t('certificates.issue_year')}</button></div>
      </form>
      <h2>{t('certificates.of_gift')}</h2>
      <form class="form" method="post" action={paths.deskCertificatesSingle}>
        <Field name="reference" label={t('certificates.reference')} hint={t('certificates.reference.hint')} value={typed} error={errors.reference} maxlength={40} required />
        <div class="actions"><button class="quiet">{t('certificates.issue_single')}</button></div>
      </form>
    </>
  )
}

function Register({ rows, t }: { rows: Certificate[]; t: T }) {
  return (
    <DataTable caption={t('certificates.register')} rows={rows} empty={t('certificates.none')} columns={[
      { label: t('certificates.number'), names: true, cell: (row) => certificateNumber(row) },
      { label: t('certificates.holder'), cell: ({ name }) => name || '–' },
      { label: t('certificates.of'), cell: ({ kind, from_on, to_on }) => (kind === 'single' ? t('certificates.of.single', { date: t.day(from_on) }) : isWholeYear({ from_on, to_on }) ? t('certificates.of.year', { year: from_on.slice(0, 4) }) : `${t.day(from_on)} – ${t.day(to_on)}`) },
      { label: t('certificates.amount'), numeric: true, cell: ({ amount, currency }) => t.money(amount, currency) },
      { label: t('certificates.issued'), cell: ({ issued_on }) => t.day(issued_on) },
      { label: t('certificates.state'), cell: (row) => stateText(row, t) },
      { label: t('certificates.acts'), cell: (row) => <Acts row={row} t={t} /> },
    ]} />
  )
}

function stateText({ handed_out, recalled_why, recall_told }: Certificate, t: T): string {
  if (recalled_why) return [t(`certificates.recalled.${recalled_why}`), handed_out ? t(recall_told ? 'certificates.recall_told' : 'certificates.recall_untold') : ''].filter(Boolean).join(' ')
  return t(`certificates.out.${handed_out ?? 'not_yet'}`)
}

function Acts({ row: { id, handed_out, recalled_at, name }, t }: { row: Certificate; t: T }) {
  if (recalled_at || name === '') return <>–</>
  const params = { id: String(id) }
  return (
    <>
      <form method="post" action={url(paths.deskCertificatePrint, params)}><button class="quiet">{t(handed_out ? 'certificates.copy' : 'certificates.print')}</button></form>
      <details><summary>{t('certificates.recall')}</summary><form method="post" action={url(paths.deskCertificateRecall, params)}><p class="small">{t('certificates.recall.what')}</p><button class="quiet">{t('certificates.recall.yes')}</button></form></details>
    </>
  )
}
