// Words that a German law prescribes, letter by letter, in whatever language the page around them is. Where that is another
// one, what they mean stands beside them.
import type { MessageKey, T } from '../i18n/i18n.ts'

/** § 312k BGB: cancel, cancelNow. § 356a BGB: withdraw, confirmWithdrawal. */
export const statutoryWords = {
  cancel: 'Verträge hier kündigen',
  cancelNow: 'jetzt kündigen',
  withdraw: 'Vertrag widerrufen',
  confirmWithdrawal: 'Widerruf bestätigen',
} as const
export type Statutory = keyof typeof statutoryWords

/** For the attribute lang of what says nothing but these words. */
export function statutoryLang(t: T): 'de' | undefined {
  return isGerman(t) ? undefined : 'de'
}

/** What they mean, where the page is in another language; undefined in German. */
export function meaningOf(words: Statutory, t: T): string | undefined {
  const key: MessageKey = `law.${words}`
  return isGerman(t) ? undefined : t(key)
}

/** A link that says them. */
export function StatutoryLink({ words, href, t }: { words: Statutory; href: string; t: T }) {
  const meaning = meaningOf(words, t)
  return <><a href={href} lang={statutoryLang(t)}>{statutoryWords[words]}</a>{meaning ? <> ({meaning})</> : null}</>
}

/** A button that says them and nothing else. */
export function StatutoryButton({ words, t }: { words: Statutory; t: T }) {
  const meaning = meaningOf(words, t)
  return (
    <>
      <button class="button" lang={statutoryLang(t)} aria-describedby={meaning ? `${words}-meaning` : undefined}>{statutoryWords[words]}</button>
      {meaning ? <span class="small" id={`${words}-meaning`}>{meaning}</span> : null}
    </>
  )
}

function isGerman({ language }: T): boolean {
  return language.split('-')[0] === 'de'
}
