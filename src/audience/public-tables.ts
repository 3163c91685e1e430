// The tables of the public statistics, as page and file have them.
import type { T } from '../base/i18n/i18n.ts'
import { articleUrl, paths, url } from '../urls.ts'
import { column, groupsTable, leftOutTable, machinesTable, pointsTable, type FigureTable } from './figure-tables.ts'
import { fewest } from './figures.ts'
import { pairsOf } from './points.ts'
import type { PublicFigures } from './public-figures.ts'

export const publicTableNames = ['days', 'articles', 'sections', 'machines', 'left_out'] as const
export type PublicTableName = (typeof publicTableNames)[number]

interface Said { t: T; sections: readonly { id: number; slug: string }[] }

export function publicTable(name: PublicTableName, figures: PublicFigures, { t, sections }: Said): FigureTable {
  if (name === 'days') return pointsTable(pairsOf(figures.sums.days, { compared: null, since: '', today: '' }), { t })
  if (name === 'articles') return articlesTable(figures, t)
  if (name === 'machines') return machinesTable(figures.machines, { t })
  if (name === 'left_out') return leftOutTable(figures.leftOut, { t })
  const slugs = new Map(sections.map(({ id, slug }) => [String(id), slug]))
  const hrefOf = (key: string) => { const slug = slugs.get(key); return slug === undefined ? undefined : url(paths.section, { slug }) }
  return groupsTable(figures.sections, { t, kind: 'sections', hrefOf, before: null })
}

function articlesTable({ articles }: PublicFigures, t: T): FigureTable {
  return {
    columns: [
      column('article', t('statistics.article'), 'name'), column('section', t('statistics.section'), 'name'),
      column('views', t('audience_figures.views'), 'few'), column('engaged_seconds', t('audience_figures.engaged'), 'seconds'),
    ],
    rows: articles.map((article) => ({
      cells: [article.headline, article.section, article.views, article.measured >= fewest ? article.seconds / article.measured : null], href: articleUrl(article),
      lang: article.language === t.language ? undefined : article.language,
    })),
  }
}
