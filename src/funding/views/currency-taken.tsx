// In what currency something typed at the desk is; asked only where there are several.
import type { T } from '../../base/i18n/i18n.ts'
import { Select } from '../../base/ui/form.tsx'

export function CurrencyTaken({ taken, value, t }: { taken: readonly string[]; value: string; t: T }) {
  if (taken.length < 2) return null
  return <Select name="currency" label={t('currency')} value={value} options={taken.map((code) => ({ value: code, label: `${t.currencyName(code)} (${code})` }))} />
}
