// The checks of house style that are built in: how much each matters, and its limit where it has one.
import type { T } from '../../base/i18n/i18n.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { paths } from '../../urls.ts'
import type { CheckName, CheckSetting, CheckSettings } from '../client/editor/house-style/finding.ts'

interface CheckFormProps { checks: CheckSettings; /** What was typed, after it was refused. */ set: Record<string, unknown> | undefined; errors: Errors; t: T }

const names = ['avoid', 'name', 'credit', 'alt', 'attribution', 'headline_length', 'standfirst_missing', 'standfirst_length', 'dateline', 'length', 'double_word', 'double_space'] as const satisfies readonly CheckName[]
const weights = ['off', 'hint', 'blocks'] as const

export function CheckForm({ checks, set = {}, errors, t }: CheckFormProps) {
  return (
    <section id="checks">
      <h2>{t('house_style.checks')}</h2>
      <p class="hint">{t('house_style.checks_about')}</p>
      <form class="form" method="post" action={paths.deskHouseStyleChecks}>
        {names.map((name) => <OneCheck name={name} setting={checks[name]} set={set} error={errors[`limit_${name}`]} t={t} />)}
        <div class="actions"><button class="quiet">{t('house_style.set')}</button></div>
      </form>
    </section>
  )
}

interface OneProps { name: CheckName; setting: CheckSetting; set: Record<string, unknown>; error: string | undefined; t: T }

function OneCheck({ name, setting: { weight, limit }, set, error, t }: OneProps) {
  const [weightField, limitField] = [`weight_${name}`, `limit_${name}`]
  const typed = set[limitField]
  return (
    <fieldset class="style-check">
      <legend>{t(`house_style.check.${name}`)}</legend>
      {error ? <p class="error" id={`${limitField}-error`}>{error}</p> : null}
      <div class="row">
        <label for={weightField}>{t('house_style.effect')}</label>
        <select id={weightField} name={weightField}>{weights.map((one) => <option value={one} selected={one === (set[weightField] ?? weight)}>{t(`house_style.weight.${one}`)}</option>)}</select>
        {limit === null ? null : (
          <>
            <label for={limitField}>{t(name === 'length' ? 'house_style.limit_percent' : name === 'attribution' ? 'house_style.limit_from' : 'house_style.limit_letters')}</label>
            <input id={limitField} name={limitField} inputmode="numeric" size={5} value={typeof typed === 'string' ? typed : String(limit)} {...(error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${limitField}-error` } : {})} />
          </>
        )}
      </div>
    </fieldset>
  )
}
