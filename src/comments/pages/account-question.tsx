// Where the author of a comment answers what the editors ask them about it.
import { ArticleNamed } from '../../articles/views/named.tsx'
import type { Reads } from '../../base/db/db.ts'
import { langOf } from '../../base/i18n/i18n.ts'
import { Area } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { accountOf } from '../../people/account.ts'
import type { Reader } from '../../people/session.ts'
import { AccountFrame } from '../../people/views/account-frame.tsx'
import { articleUrl, numberIn, paths, url } from '../../urls.ts'
import { questionTo } from '../reads/routes.ts'
import { answerQuestion, longestQuestion } from '../routing.ts'
import { plainText } from '../submission.ts'
import { Said } from '../views/said.tsx'

export const show: Page<typeof paths.accountQuestion, Reader> = async (c) => html(await page(c))

export const submit: Action<typeof paths.accountQuestion, Reader> = async (c) => {
  const { db, params, form, now } = c
  const { id } = found(await asked(c))
  const answer = plainText(textIn(form, 'answer'))
  const { t } = await accountOf(db, c)
  if (answer === '' || answer.length > longestQuestion) return html(await page(c, { answer, error: answer === '' ? t('account.question_empty') : t('case.report.wrong.long', { n: longestQuestion }) }), 422)
  // Where it is no longer asked, or was answered before, the page says so.
  await answerQuestion(db, { comment_id: id, answer }, now)
  return seeOther(url(paths.accountQuestion, params))
}

interface Asked { db: Reads; params: { id: string }; who: Reader; speaks: string | undefined }

async function asked({ db, params, who }: Asked) {
  const comment_id = numberIn(params.id)
  return comment_id === undefined ? undefined : questionTo(db, { comment_id, reader_id: who.id })
}

async function page(c: Asked, typed?: { answer: string; error: string }) {
  const account = await accountOf(c.db, c)
  const { t, facts: { paper: { time_zone } } } = account
  const question = found(await asked(c))
  const lang = langOf(question, t)
  return (
    <AccountFrame {...account} title={t('account.question')} current={paths.accountComments}>
      <section class="case">
        <h2>{t('account.question_about')} <ArticleNamed article={question} path={articleUrl({ id: question.article_id, slug: question.slug, section_slug: question.section_slug })} within t={t} /></h2>
        <blockquote lang={lang}><Said text={question.body} /></blockquote>
        <h2>{t('account.question_asked', { time: t.dateTime(question.marked_at, time_zone) })}</h2>
        <Said text={question.question ?? ''} />
        {question.answer === null ? null : <><h2>{t('account.question_label')}</h2><Said text={question.answer} /></>}
      </section>
      {question.answer !== null ? <p class="state" role="status">{t('account.question_thanks')}</p> : question.done_at !== null ? <p class="state">{t('account.question_over')}</p> : (
        <form class="form" method="post" action={url(paths.accountQuestion, { id: String(question.id) })}>
          <Area name="answer" label={t('account.question_label')} hint={t('account.question_hint')} value={typed?.answer ?? ''} error={typed?.error} rows={6} maxlength={longestQuestion} required />
          <div class="actions"><button class="button">{t('account.question_send')}</button></div>
        </form>
      )}
    </AccountFrame>
  )
}
