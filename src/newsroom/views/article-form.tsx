import type { Suggestion } from '../../articles/topic-suggestion.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Check, Choice, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { paths } from '../../urls.ts'
import type { Typed } from '../article-form.ts'
import { NotationField, Unsayable } from './notation-field.tsx'
import { TopicAdvice } from './topic-advice.tsx'

export interface ArticleFormProps {
  action: string
  typed: Typed
  errors: Errors
  /** The fingerprint of the state that is worked on; none of a new article. */
  seen?: string | undefined
  isPublic: boolean
  /** What the editor in the browser needs to take the form over; none of a new article. */
  writing?: Writing | undefined
  /** The kinds of blocks that the text holds and the notation cannot say. */
  unsayable: string[]
  /** How long the text is, in words; of a new one there is nothing to say. */
  counts?: string[] | undefined
  sections: { slug: string; name: string }[]
  suggestions: { topics: string[]; authors: string[]; /** What the text speaks for. */ advised?: readonly Suggestion[]; advised_at?: string }
  t: T
}

export interface Writing {
  /** Of the socket. */
  address: string
  article: number
  reader: { id: number; name: string }
  /** What the editor says, as JSON. */
  words: string
  /** Where the page goes on when the text is written. */
  onward: { path: string; label: string } | undefined
  /** Where whoever types in the plain form says that they are there, and that they are not any more. */
  lock: { take: string; end: string }
}

const roles = ['text', 'photo', 'illustration', 'data', 'translation'] as const
/** Rows for people who are not in the byline yet. */
const emptyRows = 2

export function ArticleForm({ action, typed, errors, seen, isPublic, writing, unsayable, counts, sections, suggestions, t }: ArticleFormProps) {
  const field = (name: Exclude<keyof Typed, 'bylines' | 'sensitive' | 'typography' | 'body'>) => ({ name, value: typed[name], error: errors[name] })
  const lang = typed.language || undefined
  const isNew = action === paths.deskArticles
  return (
    <form id="article-form" class={isNew && !Object.values(errors).some(Boolean) ? 'form article-form new-article' : 'form article-form'} method="post" action={action} {...forEditor(writing)}>
      <Wrong errors={errors} t={t} />
      {seen === undefined ? null : <input type="hidden" name="seen" value={seen} />}
      <div class="text-column">
        <Field {...field('kicker')} label={t('articles.kicker')} lang={lang} />
        <Field {...field('headline')} label={t('articles.headline')} required maxlength={500} lang={lang} autofocus={isNew} />
        <Area {...field('standfirst')} label={t('articles.standfirst')} rows={3} lang={lang} />
        <div class="pair">
          <Field {...field('dateline_place')} label={t('articles.dateline_place')} lang={lang} />
          <Field {...field('dateline_source')} label={t('articles.dateline_source')} hint={t('articles.dateline_source_hint')} />
        </div>
        <div data-editor>
          {typed.body === null ? <Unsayable kinds={unsayable} t={t} /> : <NotationField name="body" label={t('articles.body')} value={typed.body} error={errors.body} rows={24} lang={lang} t={t} />}
          {typed.body === null ? null : <Check name="typography" label={t('articles.typography')} checked={typed.typography} hint={t('articles.typography_hint')} />}
          {counts ? <p class="counts">{counts.map((one) => <span>{one}</span>)}</p> : null}
        </div>
      </div>
      <div class="side-column">
        <Field {...field('length_aim')} label={t('articles.length_aim')} hint={t('articles.length_aim_hint')} inputmode="numeric" />
        <Bylines typed={typed} names={suggestions.authors} t={t} />
        <LeadPicture field={field} lang={lang} t={t} />
        <Field {...field('topics')} label={t('articles.topics')} hint={t('articles.topics_hint')} />
        <TopicAdvice t={t} advised={suggestions.advised ?? []} from={suggestions.advised_at} />
        <div class="pair">
          <Select {...field('section')} label={t('articles.section')} options={sections.map(({ slug, name }) => ({ value: slug, label: name }))} />
          <Field {...field('slug')} label={t('articles.slug')} hint={isPublic ? t('articles.slug_public') : t('articles.slug_hint')} />
        </div>
        <div class="pair">
          <Field {...field('language')} label={t('articles.language')} hint={t('articles.language_hint')} required />
          <Field {...field('translation_of')} label={t('articles.translation_of')} hint={t('articles.translation_of_hint')} />
        </div>
        <Area {...field('note')} label={t('article.note')} rows={3} lang={lang} />
        <Choice {...field('comment_mode')} label={t('articles.comments')} options={(['open', 'closed', 'off'] as const).map((mode) => ({ value: mode, label: t(`articles.comments.${mode}`) }))} />
        <Check name="sensitive" label={t('articles.sensitive')} checked={typed.sensitive} hint={t('articles.sensitive_hint')} />
      </div>
      <div class="actions"><button class="button">{t(isPublic ? 'articles.save_unpublished' : 'articles.save')}</button></div>
    </form>
  )
}

function forEditor(writing: Writing | undefined) {
  if (!writing) return {}
  return { 'data-writing': writing.address, 'data-article': writing.article, 'data-reader': writing.reader.id, 'data-name': writing.reader.name, 'data-words': writing.words, 'data-onward': writing.onward?.path, 'data-onward-label': writing.onward?.label, 'data-lock': writing.lock.take, 'data-lock-end': writing.lock.end }
}

function Bylines({ typed, names, t }: { typed: Typed; names: string[]; t: T }) {
  const rows = [...typed.bylines, ...Array.from({ length: emptyRows }, () => ({ name: '', role: 'text' }))]
  return (
    <fieldset class="bylines">
      <legend>{t('articles.bylines')}</legend>
      <p class="hint" id="bylines-hint">{t('articles.bylines_hint')}</p>
      {rows.map(({ name, role }, n) => (
        <div class="pair">
          <div class="field">
            <label for={`byline_name_${n}`}>{t('articles.byline_name', { n: n + 1 })}</label>
            <input id={`byline_name_${n}`} name="byline_name" value={name} list="authors" autocomplete="off" aria-describedby="bylines-hint" />
          </div>
          <Select id={`byline_role_${n}`} name="byline_role" label={t('articles.byline_role', { n: n + 1 })} value={role} options={roles.map((one) => ({ value: one, label: t(`articles.role.${one}`) }))} />
        </div>
      ))}
      <datalist id="authors">{names.map((name) => <option value={name} />)}</datalist>
    </fieldset>
  )
}

interface LeadProps { field: (name: 'lead_picture' | 'lead_alt' | 'lead_caption') => { name: string; value: string; error: string | undefined }; lang: string | undefined; t: T }

function LeadPicture({ field, lang, t }: LeadProps) {
  return (
    <>
      <Field {...field('lead_picture')} label={t('articles.lead_picture')} hint={<>{t('articles.lead_picture_hint')} <a href={paths.deskPictures}>{t('desk.pictures')}</a></>} />
      <Area {...field('lead_alt')} label={t('articles.lead_alt')} rows={2} hint={t('articles.lead_alt_hint')} lang={lang} />
      <Area {...field('lead_caption')} label={t('articles.lead_caption')} rows={2} hint={t('articles.lead_caption_hint')} lang={lang} />
    </>
  )
}
