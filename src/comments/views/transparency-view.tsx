import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Field, type Errors } from '../../base/ui/form.tsx'
import { paths, url } from '../../urls.ts'
import type { Clause } from '../clause.ts'
import type { Decided } from '../reads/transparency.ts'
import type { Period, TransparencyReport, Usual } from '../transparency.ts'
import { FigureTable } from './figure-table.tsx'
import { shareText, spanText } from './span.ts'

/** A clause by its name; one that no longer is as it was written. */
export type Named = (clause: string | null) => string

interface ReportProps { report: TransparencyReport; named: Named; t: T }

export function periodQuery({ from, to }: Period): string {
  return `?from=${from}&to=${to}`
}

/** The figures of a period, one part of Articles 15 and 24 after the other. */
export function PeriodReport({ report, named, t, usual, running }: ReportProps & { usual?: Usual | undefined; running?: Period | undefined }) {
  const { from, to } = report
  return (
    <section class="period" aria-labelledby={`from-${from}`}>
      <h2 id={`from-${from}`}><a href={paths.transparency + periodQuery(report)}>{t('transparency.period', { from: t.day(from), to: t.day(to) })}</a></h2>
      {usual ? <p>{t(`transparency.usual.${usual}`)} {usual === 'last_year' && running ? <a href={paths.transparency + periodQuery(running)}>{t('transparency.running')}</a> : null}</p> : null}
      <p class="small"><a href={paths.transparencyCsv + periodQuery(report)}>CSV</a> · <a href={paths.transparencyJson + periodQuery(report)}>JSON</a></p>
      <h3>{t('transparency.orders')}</h3>
      <p>{t('transparency.orders_none')}</p>
      <Reports report={report} named={named} t={t} />
      <Decisions report={report} named={named} t={t} />
      <Automated report={report} t={t} />
      <Objections report={report} t={t} />
      <h3>{t('transparency.disputes')}</h3>
      <p>{t('transparency.disputes_none')}</p>
      <h3>{t('transparency.people')}</h3>
      <p>{t('transparency.people_text', { n: Math.round(report.people * 10) / 10 })}</p>
    </section>
  )
}

function Reports({ report: { reported }, named, t }: ReportProps) {
  const head = [t('transparency.clause'), t('transparency.received'), t('transparency.acted'), t('transparency.kept'), t('transparency.gone'), t('transparency.open'), t('transparency.by_rule'), t('transparency.median')]
  return (
    <>
      <h3>{t('transparency.reports')}</h3>
      {(['notice', 'report'] as const).map((kind) => (
        <FigureTable caption={t(`transparency.reports.${kind}`)} head={head} empty={t('transparency.none')}
          rows={reported.filter((row) => row.kind === kind).map(({ clause, count, acted, kept, gone, open, automated, median_seconds }) => ({ name: named(clause), cells: [...[count, acted, kept, gone, open, automated].map(t.number), spanText(t, median_seconds)] }))} />
      ))}
    </>
  )
}

function Decisions({ report: { decided }, named, t }: ReportProps) {
  const clauses = [...new Set(decided.map(({ clause }) => clause))]
  const kinds = [...new Set(decided.map(({ kind }) => kind))]
  const head = (first: string) => [first, t('transparency.decisions'), t('transparency.own'), t('transparency.after_notice'), t('transparency.after_report'), t('transparency.found_by_rule'), t('transparency.by_rule'), t('transparency.undone'), t('transparency.overturned')]
  return (
    <>
      <h3>{t('transparency.decided')}</h3>
      <FigureTable caption={t('transparency.by_clause')} head={head(t('transparency.clause'))} empty={t('transparency.none')}
        rows={clauses.map((clause) => ({ name: named(clause), cells: decidedCells(decided.filter((row) => row.clause === clause), t) }))} />
      <FigureTable caption={t('transparency.by_kind')} head={head(t('transparency.kind'))} empty={t('transparency.none')}
        rows={kinds.map((kind) => ({ name: kindName(kind, t), cells: decidedCells(decided.filter((row) => row.kind === kind), t) }))} />
    </>
  )
}

function decidedCells(rows: Decided[], t: T): Child[] {
  const of = (counts: (row: Decided) => boolean) => sum(rows.filter(counts), ({ count }) => count)
  return [
    of(() => true), of(({ source }) => source === 'own'), of(({ source }) => source === 'notice'), of(({ source }) => source === 'report'), of(({ detected_by_rule }) => detected_by_rule), of(({ automated }) => automated),
    sum(rows, ({ undone }) => undone), sum(rows, ({ overturned }) => overturned),
  ].map(t.number)
}

function sum<Row>(rows: Row[], n: (row: Row) => number): number {
  return rows.reduce((all, row) => all + n(row), 0)
}

function kindName(kind: string, t: T): string {
  const known = (['reject', 'remove', 'hide', 'warn', 'suspend', 'ban'] as const).find((one) => one === kind)
  return known ? t(`transparency.kind.${known}`) : kind
}

function Automated({ report: { automated: { count, wrong, error_rate } }, t }: Pick<ReportProps, 'report' | 't'>) {
  return (
    <>
      <h3>{t('transparency.automated')}</h3>
      <p>{t('transparency.automated_text', { n: count })} {error_rate === null ? null : t('transparency.errors', { wrong, share: shareText(t, error_rate) })}</p>
    </>
  )
}

function Objections({ report: { objected }, t }: Pick<ReportProps, 'report' | 't'>) {
  const head = [t('transparency.by_whom'), t('transparency.received'), t('transparency.upheld'), t('transparency.overturned'), t('transparency.open'), t('transparency.same_person'), t('transparency.median')]
  return (
    <>
      <h3>{t('transparency.objections')}</h3>
      <FigureTable caption={t('transparency.objections_caption')} head={head} empty={t('transparency.none')}
        rows={objected.map(({ by_whom, count, upheld, overturned, open, by_same_person, median_seconds }) => ({
          name: t(`transparency.by_whom.${by_whom}`), cells: [...[count, upheld, overturned, open, by_same_person].map(t.number), spanText(t, median_seconds)],
        }))} />
    </>
  )
}

/** Asks for another period. */
export function PeriodForm({ action, period, errors, t, label }: { action: string; period: Partial<Period>; errors: Errors; t: T; label: string }) {
  return (
    <form class="period-form" method="get" action={action} aria-label={label}>
      <Field name="from" type="date" label={t('transparency.from')} value={period.from ?? ''} error={errors.from} required />
      <Field name="to" type="date" label={t('transparency.to')} value={period.to ?? ''} error={errors.to} required />
      <button class="button">{t('transparency.show')}</button>
    </form>
  )
}

/** How it was counted, so that others can check it. */
export function Method({ t, named, clauses }: { t: T; named: Named; clauses: readonly Clause[] }) {
  return (
    <section class="method" aria-labelledby="method">
      <h2 id="method">{t('transparency.method')}</h2>
      {(['what', 'counted', 'time', 'machine', 'people', 'readers'] as const).map((part) => <p>{t(`transparency.method.${part}`)}</p>)}
      <p>{t('transparency.method.clauses')} <a href={url(paths.section, { slug: 'netiquette' })}>{t('frame.netiquette')}</a>: {t.list(clauses.map(named))}.</p>
    </section>
  )
}
