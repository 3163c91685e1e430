import type { Child } from 'hono/jsx'
import type { ListPage } from '../../articles/reads/lists.ts'
import type { ShownPicture } from '../../articles/reads/pictures.ts'
import { Caption, Picture } from '../../articles/views/picture.tsx'
import { Teaser } from '../../articles/views/teaser.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { Paragraphs } from '../../base/ui/paragraphs.tsx'
import type { Appeal as ShownAppeal } from '../../funding/appeal.ts'
import { Appeal } from '../../funding/views/appeal.tsx'
import { paths } from '../../urls.ts'
import type { List } from '../pages/list.tsx'

interface ListViewProps { list: List; page: ListPage; /** Of the list itself. */ picture: ShownPicture | undefined; facts: FrameFacts; head: Child; pictures: ShownPicture[]; counts: Map<number, number>; appeal: ShownAppeal | undefined; t: T }

export function ListView({ list, page, picture: own, facts, head, pictures, counts, appeal, t }: ListViewProps) {
  const zone = facts.paper.time_zone
  const newestPage = page.newer === undefined
  return (
    <Frame facts={facts} t={t} title={list.title} description={list.about.split('\n')[0] ?? ''} head={head} asks={appeal !== undefined} scripts={appeal ? ['appeal.js'] : []} {...(list.current ? { current: list.current } : {})}>
      <header class="list-head">
        {list.label ? <p class="kicker">{t(list.label)}</p> : null}
        <h1>{list.title}</h1>
        {newestPage ? <Paragraphs text={list.about} /> : null}
      </header>
      {own && newestPage ? <figure class="list-picture"><Picture picture={own} crop="wide" sizes="(width >= 64rem) 40rem, calc(100vw - 2.5rem)" alt={own.alt} /><Caption picture={own} caption={own.caption} t={t} short /></figure> : null}
      {appeal ? <Appeal appeal={appeal} t={t} band /> : null}
      {page.articles.length === 0 ? <p class="empty">{t('list.empty')}</p> : (
        <ol class="list">
          {page.articles.map((article, n) => {
            const picture = pictures.find((one) => one.id === article.lead_picture_id)
            const time = article.published_at ? t.dateTime(article.published_at, zone) : ''
            const show = { picture, sizes: n === 0 && newestPage ? '(width >= 64rem) 40rem, calc(100vw - 2.5rem)' : '(width >= 40rem) 19rem, 7rem', first: n === 0, standfirst: true, authors: true, comments: counts.get(article.id), time }
            return <li class={n === 0 && newestPage ? 'first' : undefined}><Teaser article={article} t={t} big={n === 0 && newestPage} level={2} show={show} /></li>
          })}
        </ol>
      )}
      <Paging list={list} page={page} t={t} />
    </Frame>
  )
}

function Paging({ list, page, t }: { list: List; page: ListPage; t: T }) {
  if (page.newer === undefined && page.older === null) return null
  return (
    <nav class="paging" aria-label={t('list.pages')}>
      {page.newer === undefined ? null : <a rel="prev" href={page.newer === null ? list.address : `${list.address}?before=${page.newer}`}>{t('list.newer')}</a>}
      {page.older === null ? null : <a rel="next" href={`${list.address}?before=${page.older}`}>{t('list.older')}</a>}
      {page.older === null ? <a href={paths.archive}>{t('archive.more')}</a> : null}
    </nav>
  )
}
