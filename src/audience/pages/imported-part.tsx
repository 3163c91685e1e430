import type { T } from '../../base/i18n/i18n.ts'
import { withQuery } from '../../urls.ts'
import type { FigureTable } from '../figure-tables.ts'
import type { Period } from '../period.ts'
import { programName } from '../told-tables.ts'
import { FigurePart, Figures } from '../views/figure-parts.tsx'

interface Props { t: T; /** From when to when each program has counted. */ spans: readonly ({ source: string } & Period)[]; period: Period; table: FigureTable; /** The page's own address. */ path: string; file: { label: string; href: string } }

/** What other programs have counted, named as theirs; nothing where there is nothing of the kind. */
export function ImportedPart({ t, spans, period, table, path, file }: Props) {
  if (spans.length === 0) return null
  const isHere = table.rows.length > 0
  return (
    <FigurePart t={t} id="imported" title={t('audience_figures.imported')} files={isHere ? [file] : []} defined={[t('audience_figures.define.imported')]}>
      <ul class="small">
        {spans.map(({ source, from, to }) => (
          <li>{t('audience_figures.imported_span', { program: programName(source), from: t.day(from), to: t.day(to) })} {from > period.to || to < period.from ? <a href={withQuery(path, { from: from > monthBefore(to) ? from : monthBefore(to), to, compare: 'none' })}>{t('audience_figures.imported_show')}</a> : null}</li>
        ))}
      </ul>
      {isHere ? <Figures t={t} table={table} caption={t('audience_figures.file.imported')} name={(day) => t.day(day)} newestFirst /> : null}
    </FigurePart>
  )
}

/** Its first day shows what there is; a year at once would be long. */
function monthBefore(day: string): string {
  return `${day.slice(0, 7)}-01`
}
