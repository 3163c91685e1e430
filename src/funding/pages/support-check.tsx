// The look at what was typed, and the binding button.
import { dayOf } from '../../base/time.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { html } from '../../base/web/respond.ts'
import type { Safe } from '../../base/safe/safe.ts'
import { paths } from '../../urls.ts'
import { agreedFacts, buttonText, providerName, receiverOf, withdrawalRight } from '../agreed.ts'
import { countryName } from '../countries.ts'
import { firstDueOn } from '../giving.ts'
import type { Draft } from '../giving-draft.ts'
import { sealForm, waitSecondsOf, type GivingForm } from '../giving-form.ts'
import { publisherOf } from '../giving-mail.ts'
import type { Setting } from '../giving-setting.ts'
import { mandateText } from '../mandate.ts'
import { GivingCheck } from '../views/giving-check.tsx'

interface Checked { form: GivingForm; safe: Safe; site: { url: string }; now: Date; errors?: Errors; consents?: boolean; status?: number }

export function checkPage(setting: Setting, { form, safe, site, now, errors = {}, consents = false, status = 200 }: Checked): Response {
  const { facts, terms, t } = setting
  const { draft } = form
  const title = t('giving.check_title')
  const mandate = draft.way === 'debit' ? mandateText(t, { creditor: terms.creditor, rhythm: draft.rhythm }) : []
  const withdrawal = withdrawalRight(terms, { t, publisher: publisherOf(facts.paper), url: site.url + paths.withdraw })
  return html(
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />} scripts={['giving.js']}>
      <div class="supporting">
        <header>
          <h1>{title}</h1>
          <p class="standfirst">{t('giving.check_intro')}</p>
        </header>
        <GivingCheck t={t} draft={draft} terms={terms} facts={factsOf(draft, { setting, now })} mandate={mandate} withdrawal={withdrawal} button={buttonText(terms, t)} providerName={providerName(terms.provider)}
          form={{ sealed: sealForm(form, safe), puzzle: form.puzzle, bits: form.bits, waitSeconds: waitSecondsOf(form) }} errors={errors} consents={consents} />
      </div>
    </Frame>, status)
}

function factsOf(draft: Draft, { setting: { facts: { paper }, terms, t }, now }: { setting: Setting; now: Date }) {
  const { street, postcode, town, country, iban, holder } = draft
  const address = town === '' ? '' : [street, [postcode, town].filter(Boolean).join(' '), countryName(country, t.language)].filter(Boolean).join(', ')
  const account = iban === '' ? '' : `${iban.replace(/\s/g, '').toUpperCase().replace(/(.{4})(?=.)/g, '$1 ')}, ${holder}`
  const agreed = { ...draft, address, account, first_on: firstDueOn(draft.way, { terms, today: dayOf(now, paper.time_zone) }) }
  return agreedFacts(agreed, { t, terms, receiver: receiverOf(paper, terms.account) })
}
