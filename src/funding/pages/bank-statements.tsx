// The bank's statements, and the form by which they come in.
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DataTable, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { gapsBefore, listedStatements, type ListedStatement } from '../reads/bank-desk.ts'
import { importStatement, type ImportedStatement } from '../statement.ts'
import { StatementRefused } from '../statement-refused.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { gapText, periodOf, refusalText } from '../views/statement-parts.tsx'

type Who = Staff<'keep_books'>
const pageLength = 50

export const list: Page<typeof paths.deskBankStatements, Who, 'before' | 'done'> = async ({ db, who, speaks, query }) => {
  return html(await listPage(db, { desk: await deskOf(db, { who, speaks }), before: numberIn(query.before ?? ''), done: query.done, wrong: [], right: [] }))
}

interface Listing { desk: Desk; before: number | undefined; done: string | undefined; wrong: string[]; right: string[] }

async function listPage(db: Reads, { desk, before, done, wrong, right }: Listing) {
  const { t } = desk
  const [found, gaps] = await Promise.all([listedStatements(db, { before: before ?? null, limit: pageLength + 1 }), gapsBefore(db)])
  const shown = found.slice(0, pageLength)
  const last = shown.at(-1)
  return (
    <FundingFrame desk={desk} pages={fundingPages(t, desk.who)} current={paths.deskBankStatements} title={t('bank.statements')}>
      <Done text={doneText(done, t)} />
      {wrong.length > 0 ? <div class="wrong" role="alert" tabindex={-1} autofocus><h2>{t('bank.not_taken', { n: wrong.length })}</h2><ul>{wrong.map((text) => <li>{text}</li>)}</ul>{right.map((text) => <p>{text}</p>)}</div> : null}
      <form class="form" method="post" action={paths.deskBankStatements} enctype="multipart/form-data">
        <div class="field">
          <label for="files">{t('bank.files')}</label>
          <p class="hint" id="files-hint">{t('bank.files_hint')}</p>
          <input id="files" name="files" type="file" multiple accept=".xml,.zip,.c53,.c54,application/xml,application/zip" required aria-describedby="files-hint" {...(wrong.length > 0 ? { 'aria-invalid': 'true' as const } : {})} />
        </div>
        <div class="actions"><button class="button">{t('bank.take')}</button></div>
      </form>
      <section aria-labelledby="taken">
        <h2 id="taken">{t('bank.taken')}</h2>
        <StatementTable statements={shown} gaps={gaps} t={t} />
        <Paging t={t} newest={before === undefined ? undefined : paths.deskBankStatements} older={found.length > pageLength && last ? withQuery(paths.deskBankStatements, { before: last.id }) : undefined} />
      </section>
    </FundingFrame>
  )
}

function StatementTable({ statements, gaps, t }: { statements: ListedStatement[]; gaps: Awaited<ReturnType<typeof gapsBefore>>; t: T }) {
  const money = (amount: number | null, currency: string) => (amount === null ? '–' : t.money(amount, currency))
  return (
    <DataTable caption={t('bank.taken')} empty={t('bank.none')} rows={statements} columns={[
      { label: t('bank.period'), names: true, cell: (one) => <><a href={url(paths.deskBankStatement, { id: String(one.id) })}>{periodOf(one, t)}</a>{gapText(gaps.get(one.id), one.currency, t)}</> },
      { label: t('bank.number'), cell: ({ statement_id, format }) => `${statement_id} · ${format.slice(0, 8)}` },
      { label: t('bank.opening'), numeric: true, cell: ({ opening, currency }) => money(opening, currency) },
      { label: t('bank.closing'), numeric: true, cell: ({ closing, currency }) => money(closing, currency) },
      { label: t('bank.lines'), numeric: true, cell: ({ lines, waiting }) => (waiting > 0 ? t('bank.lines_waiting', { n: lines, waiting }) : t.number(lines)) },
    ]} />
  )
}

export const take: Action<typeof paths.deskBankStatements, Who> = async ({ db, safe, form, who, speaks, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const files = [form.files].flat().filter((file): file is File => file instanceof File && file.size > 0)
  const [wrong, imported]: [string[], ImportedStatement[]] = [files.length === 0 ? [t('bank.no_file')] : [], []]
  for (const file of files) {
    try {
      imported.push(...(await importStatement(db, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, { safe, by: `staff:${who.id}`, now })))
    } catch (error) {
      if (!(error instanceof StatementRefused)) throw error
      wrong.push(t('bank.refused_file', { name: file.name, why: refusalText(error, t) }))
    }
  }
  if (wrong.length === 0) return seeOther(withQuery(paths.deskBankStatements, { done: doneOf(imported) }))
  return html(await listPage(db, { desk, before: undefined, done: undefined, wrong, right: imported.length > 0 ? [doneText(doneOf(imported), t) ?? ''] : [] }), 422)
}

/** What became of it, as the address says it: statements, known ones, and lines booked, proposed, in suspense and known. */
function doneOf(imported: readonly ImportedStatement[]): string {
  const sum = (of: 'booked' | 'proposed' | 'suspense' | 'known') => imported.reduce((all, one) => all + one[of], 0)
  return [imported.length, imported.filter(({ isNew }) => !isNew).length, sum('booked'), sum('proposed'), sum('suspense'), sum('known')].join('-')
}

function doneText(done: string | undefined, t: T): string | undefined {
  if (done === undefined || !/^\d{1,6}(-\d{1,6}){5}$/.test(done)) return undefined
  const [statements = 0, again = 0, booked = 0, proposed = 0, suspense = 0, known = 0] = done.split('-').map(Number)
  return [t('bank.done', { n: statements - again, booked, proposed, suspense }), known > 0 ? t('bank.done_known', { n: known }) : '', again > 0 ? t('bank.done_again', { n: again }) : ''].filter(Boolean).join(' ')
}
