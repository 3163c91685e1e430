// What somebody sees who saved an article after somebody else had: their own words stand in the form, the other's here.
import type { T } from '../../base/i18n/i18n.ts'
import { Facts } from '../../people/views/desk-said.tsx'
import type { Typed } from '../article-form.ts'

interface OvertakenProps { mine: Typed; theirs: Typed; by: string; /** Somebody else has the article for themselves. */ lock: { name: string; since: Date } | undefined; t: T; zone: string }

export function Overtaken({ mine, theirs, by, lock, t, zone }: OvertakenProps) {
  const [own, others] = [said(mine, t), said(theirs, t)]
  const differing = others.filter(([, value], n) => value !== own[n]?.[1])
  return (
    <div class="overtaken" role="alert">
      <h2>{lock ? t('lock.lost', { name: lock.name, since: t.dateTime(lock.since, zone) }) : t('articles.overtaken', { by })}</h2>
      <p>{t(lock ? 'lock.lost_how' : 'articles.overtaken_how')}</p>
      {lock ? <p><button class="button" form="article-form" name="take_over" value="on">{t('lock.take_over_and_save')}</button></p> : null}
      <Facts facts={differing.map(([name, value]) => [name, value === '' ? '–' : <pre>{value}</pre>])} />
    </div>
  )
}

function said(typed: Typed, t: T): [string, string][] {
  const texts = (['headline', 'kicker', 'standfirst', 'dateline_place', 'dateline_source', 'topics', 'section', 'slug', 'language', 'lead_picture', 'lead_alt', 'lead_caption', 'translation_of'] as const)
    .map((name): [string, string] => [t(`articles.${name}`), typed[name]])
  return [
    ...texts, [t('articles.body'), typed.body ?? ''], [t('article.note'), typed.note], [t('articles.comments'), typed.comment_mode], [t('articles.sensitive'), typed.sensitive ? '✓' : ''],
    [t('articles.bylines'), typed.bylines.map(({ name, role }) => `${name} (${role})`).join('\n')],
  ]
}
