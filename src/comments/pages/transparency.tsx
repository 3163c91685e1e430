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
import { periodIn, transparencyReport, usualPeriods, usualReport, type Period, type TransparencyReport, type Usual } from '../transparency.ts'
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
  if (isAsked && !period) return html(<View facts={facts} t={t} site={site} asked={query} errors={{ to: t('transparency.wrong') }} />, 422)
  const usual = usualPeriods(now, facts.paper.time_zone)
  const shown = await turns.take(async () => (period ? { report: await transparencyReport(db, period) } : usualReport(db, usual)))
  if (!shown) return busy()
  return printed(<View facts={facts} t={t} site={site} asked={period ?? {}} errors={{}} running={usual.this_year} {...shown} />, kept)
}

export const csv: Page<typeof paths.transparencyCsv, 'anyone', Asked> = async ({ db, query }) => {
  const report = await counted(db, found(periodIn(query)))
  return report ? printedText(transparencyCsv(report), { contentType: 'text/csv; charset=utf-8', ...kept }) : busy()
}

export const json: Page<typeof paths.transparencyJson, 'anyone', Asked> = async ({ db, query }) => {
  const report = await counted(db, found(periodIn(query)))
  return report ? printedText(JSON.stringify(transparencyJson(report)), { contentType: 'application/json', ...kept }) : busy()
}

/** Undefined when too many wait for theirs already. */
function counted(db: Reads, period: Period): Promise<TransparencyReport | undefined> {
  return turns.take(() => transparencyReport(db, period))
}

interface ViewProps { facts: FrameFacts; t: T; site: Site; report?: TransparencyReport; /** The period was chosen by the paper. */ usual?: Usual; /** The year that runs. */ running?: Period; asked: Partial<Period>; errors: Errors }

function View({ facts, t, site, report, usual, running, asked, errors }: ViewProps) {
  const about = { title: t('transparency.title'), description: t('transparency.standfirst') }
  const named: Named = (clause) => (clause === null ? t('transparency.no_clause') : isClause(clause) ? t(`clause.${clause}`) : clause)
  const address = report && !usual ? paths.transparency + periodQuery(report) : paths.transparency
  return (
    <Frame facts={facts} t={t} {...about} head={report ? <Head site={site} facts={facts} t={t} address={address} {...about} /> : <NotIndexed />}>
      <article class="transparency">
        <header class="list-head"><h1>{about.title}</h1><p class="standfirst">{about.description}</p></header>
        <PeriodForm action={paths.transparency} period={asked} errors={errors} t={t} label={t('transparency.other')} />
        {report ? <PeriodReport report={report} named={named} t={t} usual={usual} running={running} /> : null}
        <Method t={t} named={named} clauses={clauses} />
      </article>
    </Frame>
  )
}
