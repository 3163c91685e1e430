// What came of an article, in its row of a list: views, comments, gifts. Of gifts fewer than five are not told apart.
import { few } from '../../audience/views/figure-parts.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { Column } from '../../people/views/desk-list.tsx'
import { paths, url } from '../../urls.ts'
import type { ArticleNumbers } from '../reads/article-numbers.ts'

interface Shown { numbers: Map<number, ArticleNumbers>; may_see: boolean; may_moderate: boolean; t: T }

export function numberColumns({ numbers, may_see, may_moderate, t }: Shown): Column<{ id: number }>[] {
  const of = (id: number, told: (one: ArticleNumbers) => string) => { const one = numbers.get(id); return one ? told(one) : '–' }
  const figures: Column<{ id: number }>[] = [
    { label: t('numbers.views'), numeric: true, cell: ({ id }) => <a href={url(paths.deskAudienceArticle, { id: String(id) })}>{of(id, ({ views }) => t.number(views))}</a> },
    { label: t('numbers.today'), numeric: true, cell: ({ id }) => of(id, ({ views_today }) => t.number(views_today)) },
  ]
  const waiting = (id: number) => numbers.get(id)?.waiting ?? 0
  return [
    ...(may_see ? figures : []),
    { label: t('numbers.comments'), numeric: true, cell: ({ id }) => of(id, ({ comments }) => t.number(comments)) },
    { label: t('numbers.waiting'), numeric: true, cell: ({ id }) => (waiting(id) > 0 && may_moderate ? <a href={paths.deskModeration}>{t.number(waiting(id))}</a> : t.number(waiting(id))) },
    ...(may_see ? [{ label: t('numbers.gifts'), numeric: true, cell: ({ id }: { id: number }) => of(id, ({ gifts }) => few(t, gifts)) }] : []),
  ]
}
