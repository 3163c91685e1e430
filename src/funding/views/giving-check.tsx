// The second step: all that will be agreed, and the one button that binds. What § 312j BGB asks for stands right above it.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Check, Wrong, type Errors } from '../../base/ui/form.tsx'
import { paths } from '../../urls.ts'
import type { Draft } from '../giving-draft.ts'
import type { Terms } from '../terms.ts'

export interface Fact { name: string; value: Child; hint?: string | undefined }

export interface GivingCheckProps {
  t: T
  draft: Draft
  terms: Terms
  facts: Fact[]
  /** The sealed form, and what of it a script works on. */
  form: { sealed: string; puzzle: string; bits: number; waitSeconds: number }
  /** The words of the mandate, by paragraph; none where nothing is debited. */
  mandate: string[]
  withdrawal: Withdrawal | null
  button: string
  providerName: string
  errors: Errors
  consents: boolean
}
export interface Withdrawal { paragraphs: string[]; effect: string }

export function GivingCheck({ t, facts, form, mandate, withdrawal, button, providerName, errors, consents, draft }: GivingCheckProps) {
  return (
    <>
      <form class="giving" method="post" action={paths.supportConfirmation} data-puzzle={form.puzzle} data-bits={form.bits} data-working={t('giving.working')}>
        <input type="hidden" name="form" value={form.sealed} />
        <input type="hidden" name="work" value="" />
        <Wrong errors={errors} t={t} />
        <div class="step">
          <FactList facts={facts} />
          {mandate.length > 0 ? <Mandate t={t} words={mandate} error={errors.consent} consents={consents} /> : null}
          {withdrawal ? <WithdrawalRight t={t} withdrawal={withdrawal} /> : null}
        </div>
        <div class="end binding">
          {draft.way === 'provider' ? <p class="small">{t('giving.to_provider', { provider: providerName })}</p> : null}
          <noscript><p class="small">{t('giving.wait', { seconds: form.waitSeconds })}</p></noscript>
          <div class="actions">
            <button class={`button late wait-${form.waitSeconds}`}>{button}</button>
            <button class="quiet" formaction={paths.support} name="action" value="change" formnovalidate>{t('giving.change')}</button>
          </div>
        </div>
      </form>
    </>
  )
}

export function FactList({ facts }: { facts: Fact[] }) {
  return <dl class="agreed">{facts.map(({ name, value, hint }) => <div><dt>{name}</dt><dd>{value}{hint ? <small>{hint}</small> : null}</dd></div>)}</dl>
}

function Mandate({ t, words, error, consents }: { t: T; words: string[]; error: string | undefined; consents: boolean }) {
  return (
    <section class="legal" aria-labelledby="mandate">
      <h2 id="mandate">{t('mandate.title')}</h2>
      {words.map((paragraph) => <p>{paragraph}</p>)}
      <Check name="consent" label={t('giving.mandate_consent')} checked={consents} error={error} />
    </section>
  )
}

function WithdrawalRight({ t, withdrawal: { paragraphs, effect } }: { t: T; withdrawal: Withdrawal }) {
  return (
    <section class="legal" aria-labelledby="withdrawal">
      <h2 id="withdrawal">{t('giving.withdrawal')}</h2>
      {paragraphs.map((paragraph) => <p>{paragraph}</p>)}
      <h3>{t('giving.withdrawal.effect_title')}</h3>
      <p>{effect}</p>
    </section>
  )
}
