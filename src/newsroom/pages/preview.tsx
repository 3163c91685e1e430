// How a draft would look. For staff alone, and kept by no press.
import { emptyDocument, keptDocument, pictureNames } from '../../articles/document.ts'
import { articleById, correctionsOf } from '../../articles/reads/articles.ts'
import { picturesOf } from '../../articles/reads/pictures.ts'
import { loadFrame } from '../../articles/reads/paper.ts'
import { ArticleHead } from '../../articles/views/article-head.tsx'
import { ArticleText, Contents, Opener } from '../../articles/views/article-text.tsx'
import { langOf, spoken, translator } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, url } from '../../urls.ts'

export const show: Page<typeof paths.deskArticlePreview, Staff<'write_articles'>> = async ({ db, who, speaks, params }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const facts = await loadFrame(db)
  const { t: desk } = await deskOf(db, { who, speaks })
  const t = translator(spoken(article.language, facts.paper.language))
  const doc = keptDocument(article.body ?? emptyDocument)
  const [corrections, pictures] = [await correctionsOf(db, article.id), await picturesOf(db, { names: pictureNames(doc), ids: article.lead_picture_id === null ? [] : [article.lead_picture_id] })]
  const lead = pictures.find(({ id }) => id === article.lead_picture_id)
  const zone = facts.paper.time_zone
  return html(
    <Frame facts={facts} t={t} title={article.headline} head={<NotIndexed />} current={article.section_slug}>
      <p class="preview-of small" lang={langOf(desk, t)}><strong>{desk('articles.preview')}:</strong> {desk(`articles.preview.${article.state}`)} <a href={url(paths.deskArticle, params)}>{desk('articles.back_to_form')}</a></p>
      <article class="article" lang={langOf(article, t)}>
        <ArticleHead article={article} t={t} zone={zone} comments={null} />
        {lead ? <Opener article={article} picture={lead} t={t} /> : null}
        <Contents doc={doc} t={t} />
        <div class="body"><ArticleText article={article} doc={doc} pictures={pictures} corrections={corrections} t={t} zone={zone} /></div>
      </article>
    </Frame>,
  )
}
