import type { T } from '../../base/i18n/i18n.ts'
import { paths } from '../../urls.ts'

/** The pages of the desk's part for articles. */
export function articleWays(t: T) {
  return [{ path: paths.deskArticles, label: t('desk.articles') }, { path: paths.deskPlanning, label: t('planning.title') }, { path: paths.deskPictures, label: t('desk.pictures') }]
}
