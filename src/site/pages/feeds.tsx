// What feeds there are, for people.
import { loadFrame } from '../../articles/reads/paper.ts'
import { latestTopics } from '../../articles/reads/sitemap.ts'
import { translator, type T } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { Head } from '../../base/ui/head.tsx'
import { printed } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { feedUrls, paths, url } from '../../urls.ts'

const topicsShown = 60

export const show: Page<typeof paths.feeds, 'anyone'> = async ({ db, site }) => {
  const [facts, topics] = await Promise.all([loadFrame(db), latestTopics(db, topicsShown)])
  const t = translator(facts.paper.language)
  const sections = facts.sections.map(({ slug, name }) => ({ name, page: url(paths.section, { slug }) }))
  const about = { title: t('feeds.title'), description: t('feeds.standfirst') }
  const view = (
    <Frame facts={facts} t={t} {...about} head={<Head site={site} facts={facts} t={t} address={paths.feeds} {...about} />}>
      <article class="article">
        <header>
          <div class="over"><h1>{t('feeds.title')}</h1></div>
          <p class="standfirst">{t('feeds.standfirst')}</p>
        </header>
        <div class="body">
          <p>{t('feeds.what')}</p>
          <Feeds title={t('feeds.sections')} feeds={[{ name: t('feeds.paper'), page: paths.front }, ...sections]} t={t} />
          <p>{t('feeds.each')}</p>
          {topics.length > 0 ? <Feeds title={t('feeds.topics')} feeds={topics.map(({ slug, name }) => ({ name, page: url(paths.topic, { slug }) }))} t={t} /> : null}
        </div>
      </article>
    </Frame>
  )
  return printed(view, { tags: ['paper', 'front'] })
}

interface FeedsProps { title: string; feeds: { name: string; page: string }[]; t: T }

function Feeds({ title, feeds, t }: FeedsProps) {
  return (
    <div class="table" tabindex={0} role="region" aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead><tr><th scope="col">{t('feeds.name')}</th><th scope="col">RSS</th><th scope="col">Atom</th><th scope="col">JSON</th></tr></thead>
        <tbody>{feeds.map((feed) => <Row {...feed} />)}</tbody>
      </table>
    </div>
  )
}

function Row({ name, page }: { name: string; page: string }) {
  const { rss, atom, json } = feedUrls(page)
  return (
    <tr>
      <th scope="row"><a href={page}>{name}</a></th>
      {[['RSS', rss], ['Atom', atom], ['JSON', json]].map(([format, address]) => <td><a href={address} aria-label={`${format}, ${name}`}>{format}</a></td>)}
    </tr>
  )
}
