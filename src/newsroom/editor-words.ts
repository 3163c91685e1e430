// What the editor in the browser says, in the language of whoever writes. It fills the places in the texts itself.
import type { T } from '../base/i18n/i18n.ts'
import { checkNames } from './client/editor/house-style/finding.ts'
import { places, words } from './client/editor/words.ts'

const asTheyAre = Object.fromEntries(places.map((place) => [place, `{${place}}`]))

export function editorWords(t: T): string {
  const checks = checkNames.map((name) => [`check.${name}`, t(`house_style.check.${name}`)])
  return JSON.stringify(Object.fromEntries([...words.map((word) => [word, t(`editor.${word}`, asTheyAre)]), ...checks]))
}
