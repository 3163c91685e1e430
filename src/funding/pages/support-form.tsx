// The page with the form, as it is printed, and as it comes back with what was typed.
import type { Child } from 'hono/jsx'
import { langOf, languages } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import { providerName } from '../agreed.ts'
import type { Appeal as ShownAppeal } from '../appeal.ts'
import { countryOptions } from '../countries.ts'
import type { GivingErrors, Typed } from '../giving-draft.ts'
import type { Setting } from '../giving-setting.ts'
import { shownAmounts } from '../suggested-amounts.ts'
import { Appeal } from '../views/appeal.tsx'
import { GivingForm } from '../views/giving-form.tsx'

interface Shown {
  typed: Typed
  errors?: GivingErrors
  /** A refusal that concerns no field. */
  said?: string
  appeal?: ShownAppeal | undefined
  head?: Child
}

export function formPage({ facts, terms, t }: Setting, { typed: given, errors = {}, said, appeal, head = <NotIndexed /> }: Shown) {
  const typed = { ...given, currency: given.currency || terms.offers[0].currency }
  const { paper } = facts
  const title = t('support.title', { paper: paper.name })
  const others = languages.filter((language) => language !== t.language)
  return (
    <Frame facts={facts} t={t} title={title} description={t('support.description', { paper: paper.name })} head={head} scripts={['giving.js']}>
      <article class="supporting">
        <header>
          <h1>{title}</h1>
          <p class="standfirst">{t('support.standfirst')}</p>
        </header>
        {terms.ways.length > 0 && terms.rhythms.length > 0
          ? <GivingForm t={t} terms={terms} amounts={shownAmounts(terms, { t, typed })} typed={typed} errors={errors} said={said} countries={countryOptions(t.language)} providerName={providerName(terms.provider)} />
          : <p class="closed">{paper.mail_address ? t('giving.closed', { mail: paper.mail_address }) : t('giving.closed_no_mail')}</p>}
        <aside class="known" aria-labelledby="known">
          <h2 id="known">{t('giving.aside')}</h2>
          <ul>
            <li>{t('giving.aside_free')}</li>
            <li>{t('giving.aside_end')}</li>
            <li>{t('giving.aside_watch')}</li>
          </ul>
          <p><a href={url(paths.section, { slug: 'privacy' })}>{t('giving.privacy')}</a></p>
          {others.map((language) => <p><a href={withQuery(paths.support, { language })} lang={langOf({ language }, t)} hreflang={language}>{t('giving.in_language')}</a></p>)}
        </aside>
        {appeal ? <Appeal appeal={appeal} t={t} isOwnPage /> : null}
      </article>
    </Frame>
  )
}
