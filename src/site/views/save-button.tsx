import type { FullArticle } from '../../articles/reads/articles.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { articleUrl, paths } from '../../urls.ts'

/**
 * Puts the article on the reader's own list. Without scripts it is not shown, since they keep
 * that list: it lies in the browser alone. Its place is kept until they are there, so that nothing jumps.
 */
export function SaveButton({ article, t }: { article: FullArticle; t: T }) {
  const { id, kicker, headline } = article
  return (
    <span class="save">
      <button type="button" aria-pressed="false" data-save={JSON.stringify({ id, address: articleUrl(article), kicker, headline })} data-refused={t('saved.refused')}>
        <svg viewBox="0 0 12 16" width="12" height="16" aria-hidden="true"><path d="M1 1h10v14l-5-4-5 4z" /></svg>
        {t('saved.save')}
      </button>
      <a href={paths.saved}>{t('saved.title')}</a>
    </span>
  )
}
