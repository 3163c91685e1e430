// Taking one's own comment back: asked once more, since it cannot be undone.
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import type { Reader } from '../../people/session.ts'
import { aboutComment, mineUrl, numberIn, paths } from '../../urls.ts'
import { published, surroundings } from '../discussed.ts'
import { takeBack } from '../own.ts'
import { ownComment } from '../reads/own.ts'
import { Step } from '../views/discussion.tsx'
import { Said } from '../views/said.tsx'

export const show: Page<typeof paths.commentDeletion, Reader> = async ({ db, params, who }) => {
  const article = await published(db, params)
  const comment = found(await ownComment(db, { id: found(numberIn(params.id)), article_id: article.id, reader_id: who.id }))
  if (comment.state === 'removed') return seeOther(paths.accountComments)
  const { facts, t } = await surroundings(db, article)
  return html(
    <Step article={article} facts={facts} t={t} title={t('write.delete_title')}>
      <article class="comment preview"><Said text={comment.body} /></article>
      <p class="hint">{t('write.delete_text')}</p>
      <form class="actions" method="post" action={aboutComment(paths.commentDeletion, article, comment.id)}>
        <button class="button">{t('write.delete')}</button>
        <a class="quiet" href={mineUrl(article, comment.id)}>{t('write.leave_as_is')}</a>
      </form>
    </Step>)
}

export const submit: Action<typeof paths.commentDeletion, Reader> = async ({ db, params, who, now, site }) => {
  const article = await published(db, params)
  await takeBack(db, { id: found(numberIn(params.id)), article_id: article.id }, { by: who, now, site_url: site.url })
  return seeOther(paths.accountComments)
}
