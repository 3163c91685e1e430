// Where the link of a mail leads that somebody got who wrote without being signed in: their comment once more, and a
// button that posts it. Looking does nothing, since programs that search mails for viruses look too.
import { articleHead } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import { Wrong } from '../../base/ui/form.tsx'
import { sessionCookie } from '../../base/web/cookies.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther, withCookie } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import type { NameRefusal } from '../../people/name.ts'
import type { Visitor } from '../../people/session.ts'
import { signInLimits } from '../../people/sign-in.ts'
import { nameError, NameField } from '../../people/views/sign-in-frame.tsx'
import { mineUrl, paths, signInUrl, url } from '../../urls.ts'
import { surroundings } from '../discussed.ts'
import { keptBy, postDraft, sendAnother } from '../draft.ts'
import { answerable } from '../reads/answerable.ts'
import { Step } from '../views/discussion.tsx'
import { Preview } from '../views/preview.tsx'
import { formAgain } from './write.tsx'

export const show: Page<typeof paths.keptComment, Visitor> = async ({ db, params, now }) => page(db, { token: params.token, now }, {})

export const submit: Action<typeof paths.keptComment, Visitor> = async ({ db, params: { token }, form, who, limits, site, now }) => {
  const asked = { token, now }
  if (!limits.allows(signInLimits.confirming)) return page(db, asked, { refused: 'too_often' })
  const kept = await keptBy(db, asked)
  if (!kept) return seeOther(signInUrl(paths.account))
  const name = textIn(form, 'name')
  if (kept.isTooOld) {
    if (!limits.allows(signInLimits.form) || !limits.allows(signInLimits.address, kept.link.mail_address.toLowerCase())) return page(db, asked, { refused: 'too_often' })
    await sendAnother(db, { token }, { site, now })
    return page(db, asked, { isSent: true })
  }
  const posted = await postDraft(db, { token, name, who }, { site, now })
  if ('refused' in posted) return page(db, asked, posted.refused === 'gone' ? {} : { refused: posted.refused, name })
  const { session, outcome } = posted
  const article = found(await articleHead(db, kept.draft.article_id))
  const { draft } = kept
  const answer = outcome.refused
    ? await formAgain(db, { article, now, name: name || kept.link.reader_name || '', submission: { ...draft, quotes: [], name: '', mail_address: '', wants_preview: false } }, { refusal: outcome })
    : seeOther(mineUrl(article, outcome.id))
  return withCookie(answer, sessionCookie(site, { value: session.token, expires_at: session.expires_at }))
}

interface Told { refused?: NameRefusal | 'too_often'; name?: string; isSent?: true }

async function page(db: Reads, { token, now }: { token: string; now: Date }, { refused, name, isSent }: Told): Promise<Response> {
  const kept = await keptBy(db, { token, now })
  // Posted already, or kept for too long: the account shows what has become of it.
  if (!kept) return seeOther(paths.accountComments)
  const { link, draft, isTooOld } = kept
  const article = found(await articleHead(db, draft.article_id))
  const { facts, t } = await surroundings(db, article)
  const error = refused && (refused === 'too_often' ? t('sign_in.too_often') : nameError(refused, t))
  const answered = draft.parent_id === null ? undefined : await answerable(db, { article_id: article.id, id: draft.parent_id })
  const isKnown = link.confirmed_at !== null
  const called = isKnown ? link.reader_name ?? '' : name ?? link.name ?? link.reader_name ?? ''
  const quote = draft.quote_from !== null && draft.quote_to !== null ? answered?.body.slice(draft.quote_from, draft.quote_to) : undefined
  return html(
    <Step article={article} facts={facts} t={t} title={t(isTooOld ? 'write.kept_old' : 'write.kept_title')}>
      <Wrong errors={error ? { name: error } : {}} t={t} />
      <Preview body={draft.body} name={called} to={answered?.name} quote={quote} t={t} />
      {isSent ? <p class="state" role="status">{t('write.kept_sent')}</p> : (
        <form class="form" method="post" action={url(paths.keptComment, { token })}>
          {isTooOld ? <p class="lede">{t('write.kept_old_text')}</p> : isKnown ? <p class="lede">{t('write.kept_as', { name: called })}</p> : <NameField t={t} value={called} error={error} />}
          <div class="actions"><button class="button">{t(isTooOld ? 'write.kept_again' : 'write.post')}</button></div>
        </form>
      )}
    </Step>, refused === undefined ? 200 : refused === 'too_often' ? 429 : 422)
}
