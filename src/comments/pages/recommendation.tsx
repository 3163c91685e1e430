// Recommending a comment, and taking that back. The button on a printed page cannot know whether one has done so already:
// pressing it again changes nothing, and the page it leads to offers the other.
import { html, seeOther } from '../../base/web/respond.ts'
import { textIn } from '../../base/web/form.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import type { ArticleHead } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Reader, Visitor } from '../../people/session.ts'
import { aboutComment, commentUrl, mineUrl, numberIn, paths, signInUrl } from '../../urls.ts'
import { published, surroundings } from '../discussed.ts'
import { answerable } from '../reads/answerable.ts'
import { recommend, type RecommendRefusal } from '../recommendation.ts'
import { Step } from '../views/discussion.tsx'
import { Said } from '../views/said.tsx'

const pace = { name: 'recommend', most: 60, seconds: 300 }

/** Where those come who had to sign in first. */
export const show: Page<typeof paths.commentRecommendation, Reader> = async ({ db, params }) => {
  const article = await published(db, params)
  const comment = found(await answerable(db, { article_id: article.id, id: found(numberIn(params.id)) }))
  const { facts, t } = await surroundings(db, article)
  return html(
    <Step article={article} facts={facts} t={t} title={t('recommend.title', { name: comment.name })}>
      <article class="comment preview"><header><h2>{comment.name}</h2></header><Said text={comment.body} /></article>
      <form class="actions" method="post" action={aboutComment(paths.commentRecommendation, article, comment.id)}>
        <button class="button">{t('recommend.button')}</button>
        <a class="quiet" href={commentUrl(article, comment.id)}>{t('comments.to_comment')}</a>
      </form>
    </Step>)
}

export const submit: Action<typeof paths.commentRecommendation, Visitor> = async ({ db, params, form, who, limits, now }) => {
  const article = await published(db, params)
  const id = found(numberIn(params.id))
  if (who === 'nobody') return seeOther(signInUrl(aboutComment(paths.commentRecommendation, article, id)))
  if (!limits.allows(pace, `reader ${who.id}`)) return refusedPage(db, { article, id, why: 'too_often' })
  const refused = await recommend(db, { id, article_id: article.id, recommends: textIn(form, 'recommends') !== 'no' }, { reader_id: who.id, now })
  return refused ? refusedPage(db, { article, id, why: refused }) : seeOther(mineUrl(article, id))
}

async function refusedPage(db: Reads, { article, id, why }: { article: ArticleHead; id: number; why: RecommendRefusal | 'too_often' }): Promise<Response> {
  const { facts, t } = await surroundings(db, article)
  return html(
    <Step article={article} facts={facts} t={t} title={t('recommend.refused')}>
      <p class="lede">{t(`recommend.error.${why}`)}</p>
      <p class="actions"><a class="quiet" href={commentUrl(article, id)}>{t('comments.to_comment')}</a></p>
    </Step>, why === 'too_often' ? 429 : 422)
}
