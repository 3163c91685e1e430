// Where somebody who told of a mistake says whether they may be named under its correction. They may say otherwise at any time.
import { ArticleNamed } from '../../articles/views/named.tsx'
import type { Reads } from '../../base/db/db.ts'
import { langOf } from '../../base/i18n/i18n.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { accountOf } from '../../people/account.ts'
import type { Reader } from '../../people/session.ts'
import { AccountFrame } from '../../people/views/account-frame.tsx'
import { articleUrl, numberIn, paths, url } from '../../urls.ts'
import { creditAsked } from '../reads/routes.ts'
import { answerCredit } from '../routing.ts'
import { Said } from '../views/said.tsx'

export const show: Page<typeof paths.accountCredit, Reader> = async (c) => {
  const account = await accountOf(c.db, c)
  const { t } = account
  const asked = found(await askedOf(c.db, c))
  const lang = langOf(asked, t)
  return html(
    <AccountFrame {...account} title={t('account.credit')} current={paths.accountComments}>
      <section class="case">
        <h2>{t('account.question_about')} <ArticleNamed article={asked} path={articleUrl({ id: asked.article_id, slug: asked.slug, section_slug: asked.section_slug })} within t={t} /></h2>
        <blockquote lang={lang}><Said text={asked.body} /></blockquote>
        <p>{t('account.credit_how', { name: c.who.name })}</p>
      </section>
      {asked.credit === 'asked' ? null : <p class="state" role="status">{t(asked.credit === 'agreed' ? 'account.credit_agreed' : 'account.credit_declined')}</p>}
      <form class="form" method="post" action={url(paths.accountCredit, { id: String(asked.id) })}>
        <div class="actions">
          {asked.credit === 'agreed' ? null : <button class="button" name="agrees" value="yes">{t('account.credit_yes')}</button>}
          {asked.credit === 'declined' ? null : <button class="quiet" name="agrees" value="no">{t('account.credit_no')}</button>}
        </div>
      </form>
    </AccountFrame>)
}

export const submit: Action<typeof paths.accountCredit, Reader> = async (c) => {
  const { db, who, params, form, now } = c
  const { id } = found(await askedOf(db, c))
  await answerCredit(db, { comment_id: id, reader_id: who.id, agrees: textIn(form, 'agrees') === 'yes' }, now)
  return seeOther(url(paths.accountCredit, params))
}

async function askedOf(db: Reads, { params, who }: { params: { id: string }; who: Reader }) {
  const comment_id = numberIn(params.id)
  return comment_id === undefined ? undefined : creditAsked(db, { comment_id, reader_id: who.id })
}
