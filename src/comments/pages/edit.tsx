// Changing one's own comment, within the minutes the paper gives for that.
import type { Db, Reads } from '../../base/db/db.ts'
import { Area, Wrong } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Call, type Page } from '../../base/web/route.ts'
import type { Reader } from '../../people/session.ts'
import { aboutComment, mineUrl, numberIn, paths } from '../../urls.ts'
import { published, surroundings } from '../discussed.ts'
import { canEdit, editComment } from '../own.ts'
import { ownComment } from '../reads/own.ts'
import { plainText } from '../submission.ts'
import { Step } from '../views/discussion.tsx'
import { refusalText } from '../views/refusal-text.ts'

const pace = { name: 'comment-edit', most: 20, seconds: 600 }

type Asked = Pick<Call<typeof paths.commentEdit, Reader>, 'params' | 'who' | 'now'>

export const show: Page<typeof paths.commentEdit, Reader> = async ({ db, ...asked }) => {
  const { article, comment } = await own(db, asked)
  return canEdit(comment, asked.now) ? page(db, asked, {}) : seeOther(mineUrl(article, comment.id))
}

export const submit: Action<typeof paths.commentEdit, Reader> = async ({ db, form, limits, ...asked }) => {
  const { article, comment } = await own(db, asked)
  const body = plainText(textIn(form, 'body'))
  const { t, facts } = await surroundings(db, article)
  if (!limits.allows(pace, `reader ${asked.who.id}`)) return page(db, asked, { body, error: t('write.error.too_often'), status: 429 })
  const refused = await editComment(db, { id: comment.id, article_id: article.id, body }, { by: asked.who, now: asked.now })
  if (!refused) return seeOther(mineUrl(article, comment.id))
  const error = refused.refused === 'too_late' ? t('write.error.too_late') : refusalText(refused, { t, zone: facts.paper.time_zone, now: asked.now, length: body.length })
  return page(db, asked, { body, error, status: 422 })
}

async function own(db: Reads, { params, who }: Asked) {
  const article = await published(db, params)
  return { article, comment: found(await ownComment(db, { id: found(numberIn(params.id)), article_id: article.id, reader_id: who.id })) }
}

interface Said { body?: string; error?: string; status?: number }

async function page(db: Db | Reads, asked: Asked, { body, error, status = 200 }: Said): Promise<Response> {
  const { article, comment } = await own(db, asked)
  const { facts, t } = await surroundings(db, article)
  const errors = error ? { body: error } : {}
  return html(
    <Step article={article} facts={facts} t={t} title={t('write.edit')} beside={<p class="rules"><a href={mineUrl(article, comment.id)}>{t('write.leave_as_is')}</a></p>}>
      <Wrong errors={errors} t={t} />
      <form class="form write" method="post" action={aboutComment(paths.commentEdit, article, comment.id)}>
        <Area name="body" label={t('write.comment')} value={body ?? comment.body} error={errors.body} rows={8} required />
        <div class="send">
          <p class="rules" data-longest={comment.longest}>{t('write.longest', { n: comment.longest })} {t('write.edit_minutes', { n: comment.edit_minutes })}</p>
          <div class="actions"><button class="button">{t('write.save')}</button></div>
        </div>
      </form>
    </Step>, status)
}
