// Parts of the desk's page of one campaign: a version's text, what versions bring, where the appeal was followed.
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Area, Field, Select, type Errors } from '../../base/ui/form.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { articleUrl, paths, url, withQuery } from '../../urls.ts'
import type { Compared } from '../comparing.ts'

interface Text { version: string; language: string; headline: string; body: string; button: string; footnote: string; shown_from: string | null; shown_until: string | null }
interface TextProps { t: T; id: string; texts: Text[]; text: Text | undefined; fresh: { version: string; language: string }; typed?: Record<string, string>; languages: string[]; errors: Errors }

export function CampaignText({ t, id, texts, text, fresh, typed, languages, errors }: TextProps) {
  const here = url(paths.deskCampaign, { id })
  const kept: Record<string, string> = typed ?? (text ? { ...text, shown_from: text.shown_from ?? '', shown_until: text.shown_until ?? '' } : fresh)
  const value = (name: string) => kept[name] ?? ''
  const next = 'abcdefghijklmnopqrstuvwxyz'.split('').find((letter) => !texts.some(({ version }) => version === letter)) ?? 'z'
  return (
    <>
      <ul class="campaign-texts">
        {texts.map((one) => <li><a href={withQuery(here, { version: one.version, language: one.language })}>{t('campaigns.version_in', { version: one.version.toUpperCase(), language: one.language })}</a>: <span lang={langOf(one, t)}>{one.headline}</span></li>)}
        <li><a href={withQuery(here, { version: next, language: fresh.language })}>{t('campaigns.new_version', { version: next.toUpperCase() })}</a></li>
      </ul>
      <form class="form" method="post" action={url(paths.deskCampaignText, { id })}>
        <Field name="version" label={t('campaigns.version')} hint={t('campaigns.version_hint')} value={value('version')} error={errors.version} required maxlength={1} />
        <Select name="language" label={t('campaigns.language')} value={value('language')} options={languages.map((one) => ({ value: one, label: t(one === 'de' ? 'campaigns.language.de' : 'campaigns.language.en') }))} />
        <Field name="headline" label={t('campaigns.headline')} value={value('headline')} error={errors.headline} required maxlength={200} />
        <Area name="body" label={t('campaigns.body')} hint={t('campaigns.body_hint')} value={value('body')} error={errors.body} rows={8} maxlength={5_000} />
        <Field name="button" label={t('campaigns.button')} hint={t('campaigns.button_hint')} value={value('button')} maxlength={100} />
        <Field name="footnote" label={t('campaigns.footnote')} hint={t('campaigns.button_hint')} value={value('footnote')} maxlength={300} />
        <Field name="shown_from" type="date" label={t('campaigns.shown_from')} hint={t('campaigns.text_days_hint')} value={value('shown_from')} error={errors.shown_from} />
        <Field name="shown_until" type="date" label={t('campaigns.shown_until')} value={value('shown_until')} error={errors.shown_until} />
        <div class="actions"><button class="button">{t('campaigns.save_text')}</button></div>
      </form>
    </>
  )
}

interface VersionsProps { since: Date; blocks: number; compared: Compared[]; currency: string; t: T; zone: string }

export function Versions({ since, blocks, compared, currency, t, zone }: VersionsProps) {
  const more = ({ more: found }: Compared) => (found ? t('campaigns.more_by', { mean: t.number(Math.round(found.mean * 10) / 10), from: t.number(Math.round(found.from * 10) / 10), to: t.number(Math.round(found.to * 10) / 10) }) : '–')
  return (
    <>
      {compared.length > 0 ? <p class="small">{t('campaigns.results_since', { time: t.dateTime(since, zone), blocks })}</p> : null}
      <DataTable caption={t('campaigns.results')} rows={compared} empty={t('campaigns.no_texts')} columns={[
        { label: t('campaigns.version'), names: true, cell: ({ version }) => version.toUpperCase() },
        { label: t('campaigns.begun'), numeric: true, cell: ({ begun }) => t.number(begun) },
        { label: t('campaigns.completed'), numeric: true, cell: ({ completed }) => t.number(completed) },
        { label: t('campaigns.amount'), numeric: true, cell: ({ amount }) => t.money(amount, currency) },
        { label: t('campaigns.per_day'), numeric: true, cell: ({ perDay }) => t.number(Math.round(perDay * 10) / 10) },
        ...(compared.length > 1 ? [{ label: t('campaigns.more'), numeric: true, cell: more }] : []),
      ]} />
      {compared.length > 1 ? <><Intervals compared={compared} t={t} /><p class="small">{t('campaigns.method')}</p></> : null}
    </>
  )
}

/** Each version's interval on one line of numbers; the first version is the nought. */
function Intervals({ compared, t }: { compared: Compared[]; t: T }) {
  const found = compared.flatMap(({ version, more }) => (more ? [{ version, ...more }] : []))
  if (found.length === 0) return <p class="small">{t('campaigns.too_few')}</p>
  const reach = Math.max(...found.flatMap(({ from, to }) => [Math.abs(from), Math.abs(to)]), 0.1)
  const x = (value: number) => 300 + (value / reach) * 250
  return (
    <svg class="intervals" viewBox={`0 0 600 ${found.length * 40 + 30}`} role="img" aria-label={t('campaigns.plot')}>
      <line class="nought" x1="300" x2="300" y1="0" y2={found.length * 40 + 6} />
      {found.map(({ version, mean, from, to }, n) => (
        <g>
          <text x="8" y={n * 40 + 28}>{version.toUpperCase()}</text>
          <line class="span" x1={x(from)} x2={x(to)} y1={n * 40 + 22} y2={n * 40 + 22} />
          <circle cx={x(mean)} cy={n * 40 + 22} r="6" />
        </g>
      ))}
      {[-reach, 0, reach].map((value) => <text text-anchor="middle" x={x(value)} y={found.length * 40 + 26}>{t.number(Math.round(value * 10) / 10)}</text>)}
    </svg>
  )
}

interface FollowedProps { rows: { id: number; slug: string; section_slug: string; headline: string; /** Null: of fewer people than may be said exactly. */ begun: number | null; completed: number | null; amount: number }[]; /** So few are not said exactly. */ fewest: number; currency: string; t: T }

export function Followed({ rows, fewest, currency, t }: FollowedProps) {
  const fewer = t('funding_figures.fewer', { n: fewest })
  return (
    <>
      <h3>{t('campaigns.followed')}</h3>
      <DataTable caption={t('campaigns.followed')} rows={rows} empty={t('campaigns.not_followed')} columns={[
        { label: t('campaigns.article'), names: true, cell: (row) => <a href={articleUrl(row)}>{row.headline}</a> },
        { label: t('campaigns.begun'), numeric: true, cell: ({ begun }) => (begun === null ? fewer : t.number(begun)) },
        { label: t('campaigns.completed'), numeric: true, cell: ({ completed }) => (completed === null ? fewer : t.number(completed)) },
        { label: t('campaigns.amount'), numeric: true, cell: ({ completed, amount }) => (completed === null ? fewer : t.money(amount, currency)) },
      ]} />
    </>
  )
}
