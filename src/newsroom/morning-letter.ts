// The morning mail: yesterday in figures, as a letter. It says what the desk's pages say, and leads there.
import { isAsked } from '../audience/appeals.ts'
import { pageName, readersLabel, sourceKindsTable } from '../audience/figure-tables.ts'
import { attention, few } from '../audience/views/figure-parts.tsx'
import { spoken, translator, type T } from '../base/i18n/i18n.ts'
import type { Block, Letter } from '../base/mail/letter.tsx'
import type { Waiting } from '../people/waiting.ts'
import { articleUrl, paths, url, withQuery } from '../urls.ts'
import type { Morning } from './morning.ts'

interface Around { who: { name: string; mail_address: string; language: string | null }; waiting: readonly Waiting[]; paper: { name: string; language: string; url: string } }

export function morningLetter(morning: Morning, { who, waiting, paper }: Around): Letter {
  const t = translator(spoken(who.language ?? paper.language, 'en'))
  const { day, sums } = morning
  const figures = paper.url + withQuery(paths.deskAudience, { from: day, to: day })
  return {
    to: who.mail_address, t, paper: { name: paper.name, url: paper.url }, subject: t('mail.morning.subject', { n: sums.views, day: t.day(day) }),
    blocks: [
      { text: t('mail.morning.greeting', { name: who.name, day: t.longDay(day) }) },
      ...inFigures(morning, t), ...lists(morning, { t, base: paper.url }),
      ...(waiting.length > 0 ? [{ list: { title: t('mail.morning.waiting'), items: waiting.map(({ label, path, count }) => ({ text: t(label), url: paper.url + path, value: t.number(count) })) } }] : []),
      { button: t('mail.morning.button'), url: figures },
      { small: t('mail.morning.why'), url: paper.url + paths.deskAudienceMails },
    ],
  }
}

function inFigures({ sums, before, hasBefore }: Morning, t: T): Block[] {
  const beside = (value: string) => (hasBefore ? t('mail.morning.week_before', { value }) : undefined)
  return [{
    figures: [
      { label: t('audience_figures.views'), value: t.number(sums.views), beside: beside(t.number(before.views)) },
      { label: readersLabel(t, true), value: few(t, sums.readers), beside: beside(few(t, before.readers)) },
      { label: t('audience_figures.engaged'), value: attention(t, sums.engaged), beside: beside(attention(t, before.engaged)) },
    ],
  }]
}

function lists({ pages, discussed, sources, appeal, sections }: Morning, { t, base }: { t: T; base: string }): Block[] {
  const own = (id: number | null) => (id === null ? undefined : base + url(paths.deskAudienceArticle, { id: String(id) }))
  const { rows } = sourceKindsTable(sources, { t })
  const all: { title: string; items: { text: string; url?: string | undefined; value: string }[] }[] = [
    { title: t('mail.morning.most_read'), items: pages.map((page) => ({ text: page.headline ?? pageName(page.path ?? '', { t, sections, headlines: new Map() }), url: own(page.article_id), value: t('audience_figures.measured_of', { n: page.views }) })) },
    { title: t('mail.morning.most_discussed'), items: discussed.map((one) => ({ text: one.headline, url: base + articleUrl({ id: one.article_id, slug: one.slug, section_slug: one.section_slug }), value: t('mail.morning.comments', { n: one.comments }) })) },
    { title: t('mail.morning.from_where'), items: rows.flatMap(({ cells: [name, , share] }) => (typeof share === 'number' ? [{ text: String(name), value: t('case.per_cent', { share: Math.round(share * 100) }) }] : [])).slice(0, 5) },
    { title: t('appeal_figures.title'), items: isAsked(appeal) ? (['shown', 'followed', 'begun', 'agreed'] as const).map((step) => ({ text: t(`appeal_figures.${step}`), value: few(t, appeal[step]) })) : [] },
  ]
  return all.filter(({ items }) => items.length > 0).map((list) => ({ list }))
}
