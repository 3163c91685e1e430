import type { T } from '../../base/i18n/i18n.ts'
import { paths } from '../../urls.ts'
import type { FieldRefusal } from '../search-form.ts'
import type { SearchViewProps } from './search-view.tsx'

/** Plain GET fields. What was typed stays, also where it is refused. */
export function SearchForm({ t, facts, form, refused, limits, names, outcome }: SearchViewProps) {
  const texts = new Map(refused.map((refusal) => [refusal.field, refusalText(refusal, limits, t)]))
  const field = (name: Field['name'], label: string) => ({ name, label, value: form[name], refusal: texts.get(name) })
  return (
    <form class="search-form" role="search" action={paths.search} method="get">
      <div class="ask">
        <label for="q">{t('search.label')}</label>
        <input id="q" name="q" type="search" value={form.q} maxlength={Math.max(limits.letters, form.q.length)} autocapitalize="off" enterkeyhint="search" {...said('q', texts.get('q'))} />
        <button class="button">{t('search.submit')}</button>
        <Refusal name="q" text={texts.get('q')} />
      </div>
      {/* What narrows the search stands above its hits, too: there the form need not push them down. */}
      <details open={outcome.kind === 'not-asked' || refused.some(({ field }) => field !== 'q')}>
        <summary>{t('search.narrow')}</summary>
        <div class="filters">
          <SectionField facts={facts} t={t} {...field('section', t('search.section'))} />
          <Field {...field('topic', t('search.topic'))} suggestions={names.topics} />
          <Field {...field('author', t('search.author'))} suggestions={names.authors} />
          <Field {...field('from', t('search.from'))} type={dayType(form.from, texts.get('from'))} />
          <Field {...field('to', t('search.to'))} type={dayType(form.to, texts.get('to'))} />
        </div>
      </details>
      {form.sort ? <input type="hidden" name="sort" value={form.sort} /> : null}
    </form>
  )
}

interface Field { name: 'section' | 'topic' | 'author' | 'from' | 'to'; label: string; value: string; refusal: string | undefined }

function Field({ name, label, value, refusal, type = 'text', suggestions = [] }: Field & { type?: 'text' | 'date'; suggestions?: string[] }) {
  const list = suggestions.length > 0 ? `${name}-names` : undefined
  return (
    <div>
      <label for={name}>{label}</label>
      <input id={name} name={name} type={type} value={value} list={list} autocomplete="off" {...said(name, refusal)} />
      {list ? <datalist id={list}>{suggestions.map((suggestion) => <option value={suggestion} />)}</datalist> : null}
      <Refusal name={name} text={refusal} />
    </div>
  )
}

function SectionField({ facts, t, name, label, value, refusal }: Field & Pick<SearchViewProps, 'facts' | 't'>) {
  const unknown = value !== '' && !facts.sections.some(({ slug }) => slug === value)
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name} {...said(name, refusal)}>
        <option value="">{t('search.all_sections')}</option>
        {unknown ? <option value={value} selected>{value}</option> : null}
        {facts.sections.map((section) => <option value={section.slug} selected={section.slug === value}>{section.name}</option>)}
      </select>
      <Refusal name={name} text={refusal} />
    </div>
  )
}

// A browser's date field shows nothing but days of its own writing, and would lose everything else.
function dayType(value: string, refusal: string | undefined): 'text' | 'date' {
  return value === '' || (refusal === undefined && /^\d{4}-\d\d-\d\d$/.test(value)) ? 'date' : 'text'
}

function said(name: string, refusal: string | undefined) {
  return refusal === undefined ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-refused` }
}

function Refusal({ name, text }: { name: string; text: string | undefined }) {
  return text === undefined ? null : <p class="refused" id={`${name}-refused`}>{text}</p>
}

function refusalText(refusal: FieldRefusal, { letters, words }: SearchViewProps['limits'], t: T): string {
  if (refusal.why === 'before-from') return t('search.refused.before_from')
  if (refusal.field === 'q') {
    const texts = { long: t('search.refused.long', { n: letters }), many: t('search.refused.many', { n: words }), unreadable: t('search.refused.unreadable'), 'only-unwanted': t('search.refused.only_unwanted') }
    return texts[refusal.why]
  }
  const texts = { section: t('search.refused.section'), topic: t('search.refused.topic'), author: t('search.refused.author'), from: t('search.refused.day'), to: t('search.refused.day') }
  return texts[refusal.field]
}
