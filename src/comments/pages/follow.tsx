// Following a thread: how one is to be told of what is said in it.
import { html, seeOther } from '../../base/web/respond.ts'
import { textIn } from '../../base/web/form.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import type { Reader } from '../../people/session.ts'
import { commentUrl, followedUrl, numberIn, type paths } from '../../urls.ts'
import { published, surroundings } from '../discussed.ts'
import { followThread, hows } from '../follow.ts'
import { howFollowed, targetOf } from '../reads/mine.ts'
import { Step } from '../views/discussion.tsx'
import { FollowForm } from '../views/follow-form.tsx'

export const show: Page<typeof paths.commentFollow, Reader> = async ({ db, params, who }) => {
  const article = await published(db, params)
  const { thread_id } = found(await targetOf(db, { article_id: article.id, id: found(numberIn(params.id)), reader_id: who.id }))
  const { facts, t } = await surroundings(db, article)
  const how = await howFollowed(db, { reader_id: who.id, thread_id })
  return html(
    <Step article={article} facts={facts} t={t} title={t('follow.title')} beside={<p class="rules"><a href={commentUrl(article, thread_id)}>{t('comments.to_comment')}</a></p>}>
      <p class="lede">{t('follow.text')}</p>
      <FollowForm article={article} thread_id={thread_id} how={how === 'daily' ? how : 'at_once'} t={t} />
    </Step>)
}

export const submit: Action<typeof paths.commentFollow, Reader> = async ({ db, params, form, who, now }) => {
  const article = await published(db, params)
  const { thread_id } = found(await targetOf(db, { article_id: article.id, id: found(numberIn(params.id)), reader_id: who.id }))
  const how = found(hows.find((one) => one === textIn(form, 'how')))
  await followThread(db, { reader_id: who.id, thread_id, how }, now)
  return seeOther(followedUrl(article, numberIn(textIn(form, 'back')) ?? thread_id))
}
