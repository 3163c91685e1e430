// The transparency report: public, the same for everyone, for any period that its address names.
import { loadFrame } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { spoken, translator, type T } from '../../base/i18n/i18n.ts'
import { createTurns } from '../../base/turns.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { Head, NotIndexed } from '../../base/ui/head.tsx'
import type { Errors } from '../../base/ui/form.tsx'
import { busy, html, printed, printedText } from '../../base/web/respond.ts'
import { found, type Page, type Site } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'
import { clauses, isClause } from '../clause.ts'
import { periodIn, transparencyReport, usualPeriods, type Period, type TransparencyReport } from '../transparency.ts'
import { transparencyCsv, transparencyJson } from '../transparency-files.ts'
import { Method, PeriodForm, PeriodReport, periodQuery, type Named } from '../views/transparency-view.tsx'

type Asked = 'from' | 'to'

/** Each period is counted anew once an hour at most, and few at a time: anybody may ask for any. */
const seconds = 3_600
const turns = createTurns({ atOnce: 1, waiting: 20 })
const kept = { tags: ['paper' as const], seconds }

export const show: Page<typeof paths.transparency, 'anyone', Asked> = async ({ db, query, site, now }) => {
  const facts = await loadFrame(db)
  const t = translator(spoken(facts.paper.language, 'en'))
  const isAsked = query.from !== undefined || query.to !== undefined
  const period = periodIn(query)
  if (isAsked && !period) return html(<View facts={facts} t={t} site={site} reports={[]} asked={query} errors={{ to: t('transparency.wrong') }} />, 422)
  const reports = await counted(db, period ? [period] : usualPeriods(now, facts.paper.time_zone))
  return reports ? printed(<View facts={facts} t={t} site={site} reports={reports} asked={period ?? {}} errors={{}} />, kept) : busy()
}

export const csv: Page<typeof paths.transparencyCsv, 'anyone', Asked> = async ({ db, query }) => {
  const reports = await counted(db, [found(periodIn(query))])
  return reports ? printedText(reports.map(transparencyCsv).join(''), { contentType: 'text/csv; charset=utf-8', ...kept }) : busy()
}

export const json: Page<typeof paths.transparencyJson, 'anyone', Asked> = async ({ db, query }) => {
  const [report] = (await counted(db, [found(periodIn(query))])) ?? []
  return report ? printedText(JSON.stringify(transparencyJson(report)), { contentType: 'application/json', ...kept }) : busy()
}

/** Undefined when too many wait for theirs already. */
function counted(db: Reads, periods: Period[]): Promise<TransparencyReport[] | undefined> {
  return turns.take(async () => {
    const reports: TransparencyReport[] = []
    for (const period of periods) reports.push(await transparencyReport(db, period))
    return reports
  })
}

interface ViewProps { facts: FrameFacts; t: T; site: Site; reports: TransparencyReport[]; asked: Partial<Period>; errors: Errors }

function View({ facts, t, site, reports, asked, errors }: ViewProps) {
  const about = { title: t('transparency.title'), description: t('transparency.standfirst') }
  const named: Named = (clause) => (clause === null ? t('transparency.no_clause') : isClause(clause) ? t(`clause.${clause}`) : clause)
  const [only, ...more] = reports
  const address = only && more.length === 0 ? paths.transparency + periodQuery(only) : paths.transparency
  return (
    <Frame facts={facts} t={t} {...about} head={reports.length === 0 ? <NotIndexed /> : <Head site={site} facts={facts} t={t} address={address} {...about} />}>
      <article class="transparency">
        <header class="list-head"><h1>{about.title}</h1><p class="standfirst">{about.description}</p></header>
        <PeriodForm action={paths.transparency} period={asked} errors={errors} t={t} label={t('transparency.other')} />
        {reports.map((report) => <PeriodReport report={report} named={named} t={t} />)}
        <Method t={t} named={named} clauses={clauses} />
      </article>
    </Frame>
  )
}
