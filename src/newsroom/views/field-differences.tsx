// What differs in an article's fields: one row each, as the text below it.
import type { Child } from 'hono/jsx'
import type { ShownPicture } from '../../articles/reads/pictures.ts'
import { Picture } from '../../articles/views/picture.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { FieldDifference } from '../difference/fields.ts'
import { Come, Gone, Spans } from './difference-view.tsx'

interface FieldsProps { fields: FieldDifference[]; pictures: Map<string, ShownPicture>; lang: string | undefined; t: T }

export function FieldDifferences({ fields, pictures, lang, t }: FieldsProps) {
  return (
    <>
      {fields.map((field) => {
        const [before, after] = sidesOf(field, { pictures, t })
        return (
          <section class="row changed field">
            <h2>{nameOf(field.name, t)}</h2>
            <div class="side" lang={'spans' in field ? lang : undefined}>{before}</div>
            <div class="side" lang={'spans' in field ? lang : undefined}>{after}</div>
          </section>
        )
      })}
    </>
  )
}

function nameOf(name: FieldDifference['name'], t: T): string {
  if (name === 'note') return t('article.note')
  if (name === 'comment_mode') return t('articles.comments')
  if (name === 'length_aim') return t('difference.length_aim')
  return t(`articles.${name}`)
}

const plain = (text: string) => [{ kind: 'word' as const, text, marks: [] }]

function sidesOf(field: FieldDifference, { pictures, t }: { pictures: Map<string, ShownPicture>; t: T }): [Child, Child] {
  if ('spans' in field) return [<p><Spans spans={field.spans} side="before" t={t} /></p>, <p><Spans spans={field.spans} side="after" t={t} /></p>]
  if (field.name === 'topics') return [<Names names={field.entries.out} kind="out" t={t} />, <Names names={field.entries.into} kind="in" t={t} />]
  if (field.name === 'bylines') {
    const named = (people: typeof field.entries.out) => people.map(({ name, role }) => `${name} (${t(`articles.role.${role}`)})`)
    return field.isReordered ? [<p>–</p>, <p>{t('difference.reordered')} {t.list(named(field.entries.kept))}</p>] : [<Names names={named(field.entries.out)} kind="out" t={t} />, <Names names={named(field.entries.into)} kind="in" t={t} />]
  }
  const shown = (value: string) => (field.name === 'comment_mode' && (value === 'open' || value === 'closed' || value === 'off') ? t(`articles.comments.${value}`) : field.name === 'sensitive' ? t(value === '' ? 'difference.no' : 'difference.yes') : value)
  const picture = (name: string) => { const one = field.name === 'lead_picture' ? pictures.get(name) : undefined; return one ? <Picture picture={one} crop="wide" sizes="12rem" alt="" /> : null }
  return [
    <>{picture(field.before)}<p>{field.before === '' && field.name !== 'sensitive' ? '–' : <Gone tokens={plain(shown(field.before))} t={t} />}</p></>,
    <>{picture(field.after)}<p>{field.after === '' && field.name !== 'sensitive' ? '–' : <Come tokens={plain(shown(field.after))} t={t} />}</p></>,
  ]
}

function Names({ names, kind, t }: { names: string[]; kind: 'out' | 'in'; t: T }) {
  if (names.length === 0) return <p>–</p>
  return <ul>{names.map((name) => <li>{kind === 'out' ? <Gone tokens={plain(name)} t={t} /> : <Come tokens={plain(name)} t={t} />}</li>)}</ul>
}
