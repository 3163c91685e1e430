// A discussion as its reader sees it: what they have just said stands where it belongs, also while it waits.
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import type { Reader } from '../../people/session.ts'
import { commentsUrl, commentUrl, numberIn, paths } from '../../urls.ts'
import { published, surroundings } from '../discussed.ts'
import { openness } from '../openness.ts'
import { howFollowed, mineAmong, ownConversation, ownFirst, targetOf } from '../reads/mine.ts'
import { wholeOf } from '../reads/whole.ts'
import { usualWait } from '../reads/settings.ts'
import { ConversationItems } from '../views/conversation-items.tsx'
import { Step } from '../views/discussion.tsx'
import { FollowForm } from '../views/follow-form.tsx'
import { Threads } from '../views/threads.tsx'
import { WaitsNote } from '../views/waits-note.tsx'

export const show: Page<typeof paths.commentsMine, Reader, 'at' | 'done'> = async ({ db, params, query, who, now }) => {
  const article = await published(db, params)
  if (query.at === undefined) return seeOther(commentsUrl(article))
  const where = { article_id: article.id, reader_id: who.id }
  const target = found(await targetOf(db, { ...where, id: found(numberIn(query.at)) }))
  if (target.state === 'removed' && !target.visible) return seeOther(paths.accountComments)

  const opensUnseen = !target.visible && target.parent_id === null
  const opened = opensUnseen ? undefined : await ownConversation(db, target, where)
  const page = opened ? undefined : await ownFirst(db, target, where)
  const items = opened ? [opened.thread] : page?.items ?? []
  const mine = await mineAmong(db, items.flatMap(({ first, replies }) => [first, ...replies]), { reader_id: who.id, now })
  const { facts, t } = await surroundings(db, article)
  const zone = facts.paper.time_zone
  const around = { article, t, zone, now, mine, openness: await openness(db, (opened ?? page ?? await wholeOf(db, article.id)).rules, { now, zone }) }
  const isOwn = mine.own.get(target.id)
  return html(
    <Step article={article} facts={facts} t={t} title={t(isOwn ? 'comments.mine_own' : 'comments.mine')} beside={<p class="rules"><a href={target.visible ? commentUrl(article, target.id) : commentsUrl(article)}>{t('comments.as_all_see')}</a></p>}>
      {isOwn ? <WaitsNote state={isOwn.state} minutes={isOwn.state === 'pending' ? await usualWait(db, now) : null} t={t} /> : null}
      <h2 class="step-title">{t('comments.kicker')}</h2>
      {opened ? <ConversationItems opened={opened} around={around} /> : null}
      {page ? <Threads threads={page} around={around} opened={target.id} /> : null}
      {query.done === 'followed' ? <p class="state" id="followed" role="status">{t('follow.saved')}</p> : null}
      <FollowForm article={article} thread_id={target.thread_id} how={await howFollowed(db, { reader_id: who.id, thread_id: target.thread_id })} back={target.id} t={t} />
    </Step>)
}
