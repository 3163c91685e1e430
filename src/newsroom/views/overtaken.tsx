// What somebody sees whose text was not saved. Where somebody else had saved the article first, their own words stand in the form and
// the other's here; where they may not write in it any more, their own do.
import type { T } from '../../base/i18n/i18n.ts'
import { Facts } from '../../people/views/desk-said.tsx'
import type { Typed } from '../article-form.ts'
import type { Refused } from '../saving.ts'

interface OvertakenProps { mine: Typed; theirs: Typed; by: string; refused: Refused; t: T; zone: string }

export function Overtaken({ mine, theirs, by, refused, t, zone }: OvertakenProps) {
  if (refused.why === 'not_permitted') return <Unsaved mine={mine} theirs={theirs} t={t} />
  const lock = refused.why === 'locked' ? refused.lock : undefined
  return (
    <div class="overtaken" role="alert">
      <h2>{lock ? t('lock.lost', { name: lock.name, since: t.dateTime(lock.since, zone) }) : t('articles.overtaken', { by })}</h2>
      <p>{t(lock ? 'lock.lost_how' : 'articles.overtaken_how')}</p>
      {lock ? <p><button class="button" form="article-form" name="take_over" value="on">{t('lock.take_over_and_save')}</button></p> : null}
      <Differing here={theirs} there={mine} t={t} />
    </div>
  )
}

/** There is no form any more in which one's own words could stay: they stand here. */
function Unsaved({ mine, theirs, t }: Pick<OvertakenProps, 'mine' | 'theirs' | 't'>) {
  return (
    <div class="overtaken" role="alert">
      <h2>{t('articles.not_saved')}</h2>
      <p>{t('articles.not_saved_how')}</p>
      <Differing here={mine} there={theirs} t={t} />
    </div>
  )
}

function Differing({ here, there, t }: { here: Typed; there: Typed; t: T }) {
  const others = said(there, t)
  return <Facts facts={said(here, t).filter(([, value], n) => value !== others[n]?.[1]).map(([name, value]) => [name, value === '' ? '–' : <pre>{value}</pre>])} />
}

function said(typed: Typed, t: T): [string, string][] {
  const texts = (['headline', 'kicker', 'standfirst', 'dateline_place', 'dateline_source', 'topics', 'section', 'slug', 'language', 'lead_picture', 'lead_alt', 'lead_caption', 'translation_of'] as const)
    .map((name): [string, string] => [t(`articles.${name}`), typed[name]])
  return [
    ...texts, [t('articles.body'), typed.body ?? ''], [t('article.note'), typed.note], [t('articles.comments'), typed.comment_mode], [t('articles.sensitive'), typed.sensitive ? '✓' : ''],
    [t('articles.bylines'), typed.bylines.map(({ name, role }) => `${name} (${role})`).join('\n')],
  ]
}
