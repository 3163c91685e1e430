// The form for an answer, below the comment that is answered. Printed once, for everyone.
import { moved, printed, seeOther } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { aboutComment, commentUrl, numberIn, paths, url } from '../../urls.ts'
import { discussed, discussionTags, surroundings } from '../discussed.ts'
import { answerable } from '../reads/answerable.ts'
import { openness } from '../openness.ts'
import { wholeOf } from '../reads/whole.ts'
import { sentencesOf } from '../quotation.ts'
import { Step } from '../views/discussion.tsx'
import { Quoting } from '../views/quoting.tsx'
import { nothingTyped, WriteForm } from '../views/write-form.tsx'

export const show: Page<typeof paths.commentReply, 'anyone'> = async ({ db, params, now }) => {
  const article = await discussed(db, params)
  const id = found(numberIn(params.id))
  if (aboutComment(paths.commentReply, article, id) !== url(paths.commentReply, params)) return moved(aboutComment(paths.commentReply, article, id))
  const answered = found(await answerable(db, { article_id: article.id, id }))
  const { facts, t } = await surroundings(db, article)
  const zone = facts.paper.time_zone
  const { settings, rules } = await wholeOf(db, article.id)
  const { is_open, waits, seconds } = await openness(db, rules, { now, zone })
  if (article.state !== 'published' || !is_open) return seeOther(commentUrl(article, id))

  const sentences = sentencesOf(answered.body, article.language)
  return printed(
    <Step article={article} facts={facts} t={t} title={t('write.title_reply', { name: answered.name })} beside={<p class="rules"><a href={commentUrl(article, id)}>{t('comments.to_comment')}</a></p>}>
      <WriteForm article={article} t={t} longest={settings.longest} waits={waits} typed={{ ...nothingTyped, parent_id: id }} quoting={<Quoting answered={answered} sentences={sentences} t={t} zone={zone} />} />
    </Step>, { tags: discussionTags(article), seconds })
}
