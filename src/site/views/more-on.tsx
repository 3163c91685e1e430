import type { Teaser as TeaserRow } from '../../articles/reads/lists.ts'
import type { ShownPicture } from '../../articles/reads/pictures.ts'
import { Teaser } from '../../articles/views/teaser.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'

interface MoreOnProps { topic: { slug: string; name: string }; articles: TeaserRow[]; pictures: ShownPicture[]; t: T }

/** "Mehr zum Thema": the newest on the article's first topic, and the way to all of it. */
export function MoreOn({ topic, articles, pictures, t }: MoreOnProps) {
  return (
    <section class="part" aria-labelledby="more">
      <div class="title">
        <h2 id="more">{t('article.more')}</h2>
        <p class="small"><a href={url(paths.topic, { slug: topic.slug })}>{t('article.more_on', { topic: topic.name })}</a></p>
      </div>
      <div class="main wide">
        <div class="cols ruled">
          {articles.map((article) => {
            const picture = pictures.find((one) => one.id === article.lead_picture_id)
            return <Teaser article={article} t={t} show={{ picture, sizes: '(width >= 64rem) 19rem, calc(100vw - 2.5rem)', standfirst: !picture, authors: true }} />
          })}
        </div>
      </div>
    </section>
  )
}
