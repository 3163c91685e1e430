// Statements of reasons, to be handed in to the EU's database or looked through: for any period, as CSV or JSON lines.
import type { Reads } from '../../base/db/db.ts'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { paths } from '../../urls.ts'
import { statementLines } from '../statement-export.ts'
import { periodIn, usualPeriods } from '../transparency.ts'
import { PeriodForm, periodQuery } from '../views/transparency-view.tsx'

type Guarded = Staff<'see_moderation_figures'>
type Asked = 'from' | 'to'

export const show: Page<typeof paths.deskStatements, Guarded, Asked> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const asked = query.from !== undefined || query.to !== undefined
  const period = asked ? periodIn(query) : usualPeriods(now, desk.facts.paper.time_zone).this_year
  return html(
    <DeskFrame {...desk} title={t('case.statements')} current={paths.deskModeration} back={{ path: paths.deskFigures, label: t('case.figures') }}>
      <p>{t('case.statements.lead')}</p>
      <PeriodForm action={paths.deskStatements} period={period ?? query} errors={period ? {} : { to: t('transparency.wrong') }} t={t} label={t('case.statements')} />
      {period ? (
        <>
          <h2>{t('transparency.period', { from: t.day(period.from), to: t.day(period.to) })}</h2>
          <ul class="downloads">
            <li><a href={paths.deskStatementsCsv + periodQuery(period)}>{t('case.statements.csv')}</a></li>
            <li><a href={paths.deskStatementsJsonl + periodQuery(period)}>{t('case.statements.jsonl')}</a></li>
          </ul>
        </>
      ) : null}
    </DeskFrame>, period ? 200 : 422)
}

export const csv: Page<typeof paths.deskStatementsCsv, Guarded, Asked> = async (c) => file(c, 'csv')
export const jsonl: Page<typeof paths.deskStatementsJsonl, Guarded, Asked> = async (c) => file(c, 'jsonl')

interface Call { db: Reads; query: Partial<Record<Asked, string>>; site: { url: string } }

function file({ db, query, site }: Call, format: 'csv' | 'jsonl'): Response {
  const period = found(periodIn(query))
  const contentType = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl' }[format]
  return download(statementLines(db, { period, format, site_url: site.url }), { name: `statements-${period.from}-${period.to}.${format}`, contentType })
}
