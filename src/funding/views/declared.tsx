// What was declared and what became of it.
import type { T } from '../../base/i18n/i18n.ts'
import type { DeclarationFacts } from '../reads/declarations.ts'
import { sumInWords } from './own-words.ts'

export function Declared({ received, lines, texts }: { received: string; lines: readonly (readonly [string, string])[]; texts: readonly string[] }) {
  return (
    <>
      <p class="notice">{received}</p>
      <dl class="facts-of-mine">{lines.map(([label, value]) => <div><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      {texts.map((text) => <p>{text}</p>)}
    </>
  )
}

export function outcomeTexts(pledges: DeclarationFacts['pledges'], t: T, kind: 'cancellation' | 'withdrawal'): string[] {
  return pledges.map(({ outcome, ends_on, ...pledge }) => {
    const what = { sum: sumInWords(pledge, t), reference: pledge.reference, date: ends_on ? t.day(ends_on) : '', until: '' }
    return kind === 'withdrawal' && outcome === 'ended' ? t('declaration.outcome.withdrawn_page', what) : t(outcome === 'late' ? 'declaration.outcome.late_page' : `declaration.outcome.${outcome}`, what)
  })
}
