// One statement of the bank's with its lines.
import { html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { Paging } from '../../people/views/desk-list.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { gapsBefore, linesOfStatement, statementById } from '../reads/bank-desk.ts'
import { textOfLine } from '../suspense.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { LineList } from '../views/line-list.tsx'
import { gapText, periodOf } from '../views/statement-parts.tsx'

const pageLength = 100

export const show: Page<typeof paths.deskBankStatement, Staff<'keep_books'>, 'after'> = async ({ db, safe, params, query, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const statement = found(await statementById(db, found(numberIn(params.id))))
  const after = numberIn(query.after ?? '') ?? -1
  const [lines, gaps] = await Promise.all([linesOfStatement(db, { statement_id: statement.id, after, limit: pageLength + 1 }), gapsBefore(db)])
  const shown = lines.slice(0, pageLength)
  const here = url(paths.deskBankStatement, params)
  const last = shown.at(-1)
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskBankStatements} title={t('bank.statement_of', { period: periodOf(statement, t) })} back={{ path: paths.deskBankStatements, label: t('bank.statements') }}>
      {gapText(gaps.get(statement.id), statement.currency, t)}
      <Facts facts={[
        [t('bank.number'), `${statement.statement_id} · ${statement.format}`],
        [t('bank.account'), statement.iban_shown],
        [t('bank.opening'), statement.opening === null ? '–' : t.money(statement.opening, statement.currency)],
        [t('bank.closing'), statement.closing === null ? '–' : t.money(statement.closing, statement.currency)],
        [t('bank.imported'), `${t.dateTime(statement.imported_at, desk.facts.paper.time_zone)}, ${statement.file_name}`],
      ]} />
      <h2>{t('bank.lines')}</h2>
      <LineList lines={shown.map((line) => ({ ...line, ...textOfLine(line, safe) }))} caption={t('bank.lines')} empty={t('bank.no_lines')} t={t} />
      <Paging t={t} newest={after < 0 ? undefined : here} older={lines.length > pageLength && last ? withQuery(here, { after: last.position }) : undefined} />
    </FundingFrame>)
}
