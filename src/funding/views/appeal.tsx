// The appeal asks for money: the reason first, then the goal and how far it is, then one button. It folds, and a browser
// whose owner wants no more of it hides it by itself.
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Paragraphs } from '../../base/ui/paragraphs.tsx'
import { paths, withQuery } from '../../urls.ts'
import type { Appeal as ShownAppeal } from '../appeal.ts'

interface AppealProps {
  appeal: ShownAppeal
  t: T
  /** Across the page, as on the front page. */
  band?: boolean
  /** The page where readers give: it leads nowhere, and says how the progress is counted. */
  isOwnPage?: boolean
  /** The number of the article it stands under. */
  article?: number
}

export function Appeal({ appeal, t, band = false, isOwnPage = false, article }: AppealProps) {
  const lang = langOf(appeal, t)
  const reason = <Paragraphs text={appeal.body} lang={lang} />
  const button = isOwnPage ? null : withQuery(paths.support, { campaign: appeal.slug, version: appeal.version, article: article === undefined ? '' : String(article), currency: appeal.currency })
  const progress = <Progress appeal={appeal} t={t} button={button} />
  if (isOwnPage) return <section class="appeal" aria-labelledby="appeal"><h2 id="appeal" lang={lang}>{appeal.headline}</h2>{reason}{progress}</section>
  return (
    <aside class={band ? 'appeal band' : 'appeal'} aria-labelledby="appeal">
      <details open>
        <summary><h2 id="appeal" lang={lang}>{appeal.headline}</h2></summary>
        <div class="asks">{band ? <div>{reason}</div> : reason}{band ? <div>{progress}</div> : progress}</div>
      </details>
    </aside>
  )
}

function Progress({ appeal, t, button }: { appeal: ShownAppeal; t: T; button: string | null }) {
  const amount = (value: number) => (appeal.goal_kind === 'supporters' ? t.number(value) : t.money(value, appeal.currency))
  const goal = amount(appeal.goal)
  const reached = amount(appeal.reached)
  const smallest = t(`appeal.smallest.${appeal.rhythm}`, { amount: t.money(appeal.smallest_amount, appeal.currency) })
  const lang = langOf(appeal, t)
  return (
    <>
      <p class="goal">
        <span><strong>{reached}</strong> {t(`appeal.reached.${appeal.goal_kind}`)}</span>{' '}
        <span>{appeal.ends_on ? t('appeal.goal_until', { goal, date: t.day(appeal.ends_on) }) : t('appeal.goal_open', { goal })}</span>
      </p>
      <progress max={appeal.goal} value={Math.min(appeal.reached, appeal.goal)} aria-label={t('appeal.progress', { reached, goal })}>{t('appeal.progress', { reached, goal })}</progress>
      {appeal.goal_kind !== 'supporters' && appeal.beside.length > 0 ? <p class="small">{t(`appeal.beside.${appeal.goal_kind}`, { amounts: t.list(appeal.beside.map(({ currency, reached: other }) => t.money(other, currency))) })}</p> : null}
      {button ? null : <p class="small">{t(`progress.defined.${appeal.goal_kind}`)}{appeal.carried > 0 ? ` ${t('progress.carried', { amount: amount(appeal.carried) })}` : ''}</p>}
      <p class="to-give">
        {button ? <a class="button" href={button} lang={lang} rel="nofollow">{appeal.button || smallest}</a> : null}{' '}
        <span class="small" lang={lang}>{appeal.footnote || smallest}</span>
      </p>
    </>
  )
}
