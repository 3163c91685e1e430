import type { T } from '../../base/i18n/i18n.ts'

interface Props {
  t: T
  /** To the figures of the article that stands there now. */
  href: string
  n: number
  /** As it may be said. */
  clicks: string
  /** Of the front page's views; null where that may not be said. */
  share: string | null
  /** Of the article that stands there now, where others stood there before. */
  own: string | null
  /** Of the bar, 0 to 1: the most followed slot has a whole one. */
  width: number
}

/** How often a slot of the front page is followed: a bar above its teaser, and the number. */
export function SlotFigure({ t, href, n, clicks, share, own, width }: Props) {
  return (
    <p class="slot-figure" lang={t.language}>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="field" width="100" height="4" /><rect class="filled" width={Math.round(width * 1_000) / 10} height="4" /></svg>
      <a href={href}><b>{clicks}</b> {t('front_clicks.clicks', { n })}</a>{share === null ? null : <span>{share}</span>}{own === null ? null : <span>{t('front_clicks.own', { clicks: own })}</span>}
    </p>
  )
}
