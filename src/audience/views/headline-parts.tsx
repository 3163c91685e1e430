// What tests of headlines found: each version with its figures, and where the true value lies on one line of numbers.
import { langOf, type T } from '../../base/i18n/i18n.ts'
import type { Compared } from '../headline-comparing.ts'

export interface VersionShown extends Compared { headline: string; /** In words. */ rate: string; change: string; isWinner: boolean }
interface Props { t: T; versions: VersionShown[]; language: string }

export function HeadlineVersions({ t, versions, language }: Props) {
  const found = versions.flatMap(({ more }) => (more ? [more] : []))
  const reach = Math.max(0.1, ...found.flatMap(({ ratio, from, to }) => [Math.abs(from - 1), Math.abs((to ?? ratio * 2) - 1)]))
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10].find((one) => one >= reach) ?? reach
  return (
    <ol class="headline-versions">
      {versions.map(({ version, headline, views, clicks, rate, change, more, isWinner }) => (
        <li class={isWinner ? 'winner' : undefined}>
          <p class="said" lang={langOf({ language }, t)}><b aria-hidden="true">{version.toUpperCase()}</b> {headline}</p>
          <p class="small">
            {t('headline_tests.clicks_of', { clicks, views })} <b>{rate}</b>
            {version === 'a' ? <span> · {t('headline_tests.own')}</span> : <span> · {change}</span>}
            {isWinner ? <span> · <strong>{t('headline_tests.winner')}</strong></span> : null}
          </p>
          {more ? <Interval from={more.from - 1} to={(more.to ?? Infinity) - 1} mean={more.ratio - 1} reach={step} label={change} /> : null}
        </li>
      ))}
      {found.length > 0 ? <li class="scale small" aria-hidden="true">{[-step, 0, step].map((value) => <span>{value > 0 ? '+' : value < 0 ? '−' : ''}{t('case.per_cent', { share: Math.round(Math.abs(value) * 1_000) / 10 })}</span>)}</li> : null}
    </ol>
  )
}

/** Where the true value lies, and the estimate, on a line from -reach to reach; stretched to the page's width. */
function Interval({ from, to, mean, reach, label }: { from: number; to: number; mean: number; reach: number; label: string }) {
  const x = (value: number) => Math.round((500 + (Math.max(-reach, Math.min(reach, value)) / reach) * 500) * 10) / 10
  return (
    <svg class="interval" viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-label={label}>
      <line class="axis" x1="0" x2="1000" y1="10" y2="10" />
      <line class="nought" x1="500" x2="500" y1="0" y2="20" />
      <line class="span" x1={x(from)} x2={x(to)} y1="10" y2="10" />
      <line class="mean" x1={x(mean)} x2={x(mean)} y1="3" y2="17" />
    </svg>
  )
}
