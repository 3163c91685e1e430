// The appeal asks for money: the reason first, then the goal and how far it is, then one button.
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Paragraphs } from '../../base/ui/paragraphs.tsx'
import { paths } from '../../urls.ts'
import type { Campaign } from '../reads/campaigns.ts'

interface AppealProps {
  campaign: Campaign
  t: T
  /** Across the page, as on the front page. */
  band?: boolean
  /** Where its button leads; null on the page that it would lead to. */
  button?: string | null
}

export function Appeal({ campaign, t, band = false, button = paths.support }: AppealProps) {
  const lang = langOf(campaign, t)
  const reason = (
    <>
      <h2 id="appeal" lang={lang}>{campaign.headline}</h2>
      <Paragraphs text={campaign.body} lang={lang} />
    </>
  )
  const progress = <Progress campaign={campaign} t={t} button={button} />
  return (
    <section class={band ? 'appeal band' : 'appeal'} aria-labelledby="appeal">
      {band ? <div>{reason}</div> : reason}
      {band ? <div>{progress}</div> : progress}
    </section>
  )
}

function Progress({ campaign, t, button }: { campaign: Campaign; t: T; button: string | null }) {
  const amount = (value: number) => (campaign.goal_kind === 'supporters' ? t.number(value) : t.money(value, campaign.currency))
  const goal = amount(campaign.goal)
  const reached = amount(campaign.reached)
  const smallest = t(`appeal.smallest.${campaign.rhythm}`, { amount: t.money(campaign.smallest_amount, campaign.currency) })
  const lang = langOf(campaign, t)
  return (
    <>
      <p class="goal">
        <span><strong>{reached}</strong> {t(`appeal.reached.${campaign.goal_kind}`)}</span>{' '}
        <span>{campaign.ends_on ? t('appeal.goal_until', { goal, date: t.day(campaign.ends_on) }) : t('appeal.goal_open', { goal })}</span>
      </p>
      <progress max={campaign.goal} value={Math.min(campaign.reached, campaign.goal)} aria-label={t('appeal.progress', { reached, goal })}>{t('appeal.progress', { reached, goal })}</progress>
      <p class="act">
        {button ? <a class="button" href={button} lang={lang}>{campaign.button || smallest}</a> : null}{' '}
        <span class="small" lang={lang}>{campaign.footnote || smallest}</span>
      </p>
    </>
  )
}
