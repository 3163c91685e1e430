// One wire: its text as it came, what is said about it, its versions, and the forms that take it over.
import type { Child } from 'hono/jsx'
import type { DocumentNode } from '../../articles/document.ts'
import { Body } from '../../articles/views/body.tsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Check, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { paths, url } from '../../urls.ts'
import type { Version, WireItem } from '../reads/wire-items.ts'
import type { Change } from '../wire-difference.ts'
import type { KeptPicture } from '../wire-pictures.ts'

interface WireTextProps { item: WireItem; doc: DocumentNode; pictures: NamedPicture[]; now: Date; t: T; zone: string }
/** `named`: what its file is called. */
type NamedPicture = KeptPicture & { named: string }

export function WireText({ item, doc, pictures, now, t, zone }: WireTextProps) {
  const lang = langOf(item, t)
  const dateline = [item.dateline_place, item.agency && `(${item.agency})`].filter(Boolean).join(' ')
  const facts: [string, Child][] = [
    [t('wires.source'), [item.wire_name, item.agency === item.wire_name ? '' : item.agency].filter(Boolean).join(' · ')], [t('wires.received'), t.dateTime(item.received_at, zone)],
    ...(item.issued_at ? [[t('wires.issued'), t.dateTime(item.issued_at, zone)] satisfies [string, Child]] : []),
    ...(item.urgency === null ? [] : [[t('wires.urgency'), `${item.urgency}${item.urgency === 1 ? ` · ${t('wires.flash')}` : item.urgency === 2 ? ` · ${t('wires.urgent')}` : ''}`] satisfies [string, Child]]),
    ...(item.bylines.length > 0 ? [[t('wires.by'), item.bylines.join(', ')] satisfies [string, Child]] : []),
    ...(item.subjects.length > 0 ? [[t('wires.subjects'), item.subjects.join(', ')] satisfies [string, Child]] : []),
    ...(item.note ? [[t('wires.note'), item.note] satisfies [string, Child]] : []),
    ...(item.usage_terms ? [[t('wires.terms'), item.usage_terms] satisfies [string, Child]] : []),
    ...(item.link ? [[t('wires.link'), <a href={item.link} rel="noreferrer">{item.link}</a>] satisfies [string, Child]] : []),
  ]
  return (
    <>
      {item.embargo_until && item.embargo_until > now ? <p class="alarm-line"><strong>{t('wires.embargo', { time: t.dateTime(item.embargo_until, zone) })}</strong></p> : null}
      <article class="wire-text body" lang={lang}>
        {item.standfirst ? <p class="standfirst">{item.standfirst}</p> : null}
        <Body doc={doc} dateline={dateline ? <span class="dateline">{dateline}</span> : undefined} t={t} pictures={[]} />
      </article>
      <Pictures pictures={pictures} t={t} />
      <Facts facts={facts} />
    </>
  )
}

function Pictures({ pictures, t }: { pictures: NamedPicture[]; t: T }) {
  if (pictures.length === 0) return null
  return (
    <section>
      <h2>{t('wires.pictures', { n: pictures.length })}</h2>
      <ul class="wire-pictures">
        {pictures.map(({ named, caption, credit, rights, wrong }) => (
          <li><strong>{caption || named || '?'}</strong>{credit ? <> · {credit}</> : null}{rights ? <small>{rights}</small> : null}{wrong ? <small class="alarm">{t('wires.picture_missing', { why: wrong })}</small> : null}</li>
        ))}
      </ul>
    </section>
  )
}

interface TakingProps { id: number; sections: { slug: string; name: string }[]; typed: { section: string; topics: string[]; into: string; by_mail: boolean }; topics: { name: string; isKnown: boolean }[]; errors: Errors; isUpdate: boolean; t: T }

export function TakingForms({ id, sections, typed, topics, errors, isUpdate, t }: TakingProps) {
  const action = url(paths.deskWireTaking, { id: String(id) })
  return (
    <section id="taking">
      <h2>{t('wires.take')}</h2>
      <Wrong errors={errors} t={t} />
      <form class="form" method="post" action={action}>
        {isUpdate ? <p class="hint">{t('wires.take_again')}</p> : null}
        <Select name="section" label={t('articles.section')} value={typed.section} error={errors.section} options={sections.map(({ slug, name }) => ({ value: slug, label: name }))} />
        {topics.length > 0 ? (
          <fieldset class="choice">
            <legend>{t('articles.topics')}</legend>
            {topics.map(({ name, isKnown }, n) => <Check id={`topic-${n}`} name="topic" value={name} label={<>{name}{isKnown ? null : <small> {t('wires.new_topic')}</small>}</>} checked={typed.topics.includes(name)} />)}
          </fieldset>
        ) : null}
        <Check name="by_mail" label={t('wires.by_mail')} checked={typed.by_mail} hint={t('wires.by_mail_hint')} />
        <div class="actions"><button class="button">{t('wires.take_new')}</button></div>
      </form>
      <form class="form" method="post" action={action}>
        <Field name="into" label={t('wires.into')} hint={t('wires.into_hint')} value={typed.into} error={errors.into} required />
        <Check id="into-by_mail" name="by_mail" label={t('wires.by_mail')} checked={typed.by_mail} />
        <div class="actions"><button class="quiet">{t('wires.take_into')}</button></div>
      </form>
    </section>
  )
}

interface VersionsProps { versions: (Version & { changes: Change[] })[]; /** What the source has sent about the same under other ids. */ beside: { id: number; headline: string; received_at: Date }[]; current: number; t: T; zone: string; lang: string | undefined }

export function Versions({ versions, beside, current, t, zone, lang }: VersionsProps) {
  if (versions.length < 2 && beside.length === 0) return null
  return (
    <section id="versions">
      <h2>{t('wires.versions')}</h2>
      {versions.length < 2 ? null : versions.toReversed().map(({ id, headline, received_at, pubstatus, changes, article_id, foreign_version }, n) => (
        <details class="wire-version" open={n === 0}>
          <summary>{t.dateTime(received_at, zone)}{foreign_version ? ` · ${t('wires.version', { version: foreign_version })}` : ''}{pubstatus === 'usable' ? '' : ` · ${t(pubstatus === 'canceled' ? 'wires.canceled' : 'wires.withheld')}`}{article_id === null ? '' : ` · ${t('wires.state.taken')}`}</summary>
          <div lang={lang}>
            <p>{id === current ? <strong>{headline}</strong> : <a href={url(paths.deskWire, { id: String(id) })}>{headline}</a>}</p>
            {changes.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => (kind === 'added' ? <p><ins>{text}</ins></p> : <p><del>{text}</del></p>))}
          </div>
        </details>
      ))}
      {beside.length === 0 ? null : <div class="wire-story"><p>{t('wires.own')}</p><ul>{beside.map(({ id, headline, received_at }) => <li><a href={url(paths.deskWire, { id: String(id) })} lang={lang}>{headline}</a> · {t.dateTime(received_at, zone)}</li>)}</ul></div>}
    </section>
  )
}
