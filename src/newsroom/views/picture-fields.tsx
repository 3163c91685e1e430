import type { T } from '../../base/i18n/i18n.ts'
import { Area, Field, Select, type Errors } from '../../base/ui/form.tsx'
import { Facts } from '../../people/views/desk-said.tsx'

type Name = 'alt' | 'title' | 'caption' | 'credit_person' | 'credit_agency' | 'rights' | 'usage_terms' | 'place' | 'kind' | 'keywords' | 'rights_from' | 'rights_until'
interface PictureFieldsProps { form: Record<Name, string>; errors: Errors; /** For many at once: what is left empty stays as it is. */ many?: boolean; t: T }

export function PictureFields({ form, errors, many = false, t }: PictureFieldsProps) {
  const field = (name: Name) => ({ name, label: t(`pictures.${name}`), value: form[name], error: errors[name] })
  const kinds = (['photo', 'illustration', 'graphic'] as const).map((value) => ({ value, label: t(`pictures.kind.${value}`) }))
  return (
    <>
      {many ? null : <Area {...field('alt')} rows={2} hint={t('pictures.alt_hint')} />}
      <Area {...field('caption')} rows={2} />
      <div class="pair"><Field {...field('credit_person')} /><Field {...field('credit_agency')} /></div>
      <Field {...field('rights')} />
      <div class="pair"><Field {...field('rights_from')} type="date" /><Field {...field('rights_until')} type="date" hint={many ? undefined : t('pictures.rights_until_hint')} /></div>
      <Field {...field('keywords')} hint={t(many ? 'pictures.keywords_more' : 'pictures.keywords_hint')} />
      <div class="pair">
        <Field {...field('place')} />
        <Select {...field('kind')} options={many ? [{ value: '', label: t('pictures.as_it_is') }, ...kinds] : kinds} />
      </div>
      {many ? null : <Field {...field('title')} />}
      {many ? null : <Field {...field('usage_terms')} />}
    </>
  )
}

const told = ['alt', 'caption', 'credit_person', 'credit_agency', 'rights', 'rights_from', 'rights_until', 'keywords', 'place', 'kind', 'title', 'usage_terms'] as const satisfies readonly Name[]

/** The same, only to be read. */
export function PictureWords({ form, t }: Pick<PictureFieldsProps, 'form' | 't'>) {
  return <Facts facts={told.map((name) => [t(`pictures.${name}`), inWords(form, name, t) || '–'])} />
}

function inWords(form: PictureFieldsProps['form'], name: Name, t: T): string {
  const kind = (['photo', 'illustration', 'graphic'] as const).find((one) => one === form.kind)
  if (name === 'kind') return kind ? t(`pictures.kind.${kind}`) : ''
  const isDay = (name === 'rights_from' || name === 'rights_until') && form[name] !== ''
  return isDay ? t.date(new Date(`${form[name]}T12:00:00Z`), 'UTC') : form[name]
}
