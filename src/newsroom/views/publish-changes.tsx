// The form by which what was written becomes public: as what, and with which words to readers.
import type { FullArticle } from '../../articles/reads/articles.ts'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Area, Check, Choice, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import type { CorrectionRoute } from '../../comments/reads/routes.ts'
import { paths, url } from '../../urls.ts'

export interface ChangeTyped { how: 'updated' | 'revised' | 'corrected' | ''; why: string; /** Why it is published against house style. */ anyway: string; was_wrong: string | null; is_right: string | null; /** Whether the reader is asked if they may be named. */ ask: boolean; answer: string }

interface PublishProps { article: FullArticle; typed: ChangeTyped; /** What a reader wrote that led here. */ route: CorrectionRoute | undefined; errors: Errors; t: T }

export function PublishChanges({ article, typed, route, errors, t }: PublishProps) {
  const lang = langOf(article, t)
  return (
    <section id="publish">
      <h2>{t('changes.publish')}</h2>
      <form class="form" method="post" action={url(paths.deskArticleChanges, { id: String(article.id) })}>
        <Wrong errors={errors} t={t} />
        <Choice name="how" label={t('changes.how')} value={typed.how} error={errors.how} options={[
          { value: 'updated', label: t('changes.how.updated'), hint: t('articles.is_update_hint') },
          { value: 'corrected', label: t('changes.how.corrected'), hint: t('articles.correct_how') },
          { value: 'revised', label: t('changes.how.revised'), hint: t('changes.how.revised_hint') },
        ]} />
        <Field name="why" label={t('revisions.why')} hint={t('changes.why_hint')} value={typed.why} error={errors.why} maxlength={300} />
        {errors.anyway ? <Area name="anyway" label={t('publishing.anyway')} value={typed.anyway} rows={2} hint={t('publishing.anyway_hint')} error={errors.anyway} /> : null}
        <h3>{t('articles.corrections')}</h3>
        <p class="hint">{t('changes.correction_hint')}</p>
        <Area name="was_wrong" label={t('articles.was_wrong')} value={typed.was_wrong ?? ''} error={errors.was_wrong} rows={3} lang={lang} />
        <Area name="is_right" label={t('articles.is_right')} value={typed.is_right ?? ''} error={errors.is_right} rows={3} lang={lang} />
        {route ? <FromReader route={route} typed={typed} lang={lang} t={t} /> : null}
        <div class="actions"><button class="button">{t('changes.publish')}</button></div>
      </form>
    </section>
  )
}

function FromReader({ route, typed, lang, t }: { route: CorrectionRoute; typed: ChangeTyped; lang: string | undefined; t: T }) {
  return (
    <>
      <input type="hidden" name="comment" value={String(route.comment_id)} />
      <h3>{t('changes.from_reader', { name: route.name ?? t('moderation.nobody') })}</h3>
      <blockquote class="what" lang={lang}><p class="pre">{route.body}</p></blockquote>
      {route.credit === 'agreed' ? <p class="hint">{t('changes.credited', { name: route.name ?? '' })}</p> : null}
      {route.credit === null && route.may_be_asked ? <Check name="ask" label={t('changes.ask_credit')} hint={t('changes.ask_credit_hint')} checked={typed.ask} /> : null}
      <Area name="answer" label={t('moderation.route_answer')} value={typed.answer} rows={2} maxlength={1000} />
    </>
  )
}
