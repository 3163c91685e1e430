// What the editor in the browser says, in the language of whoever writes. It fills the places in the texts itself.
import type { T } from '../base/i18n/i18n.ts'
import { checkNames } from './client/editor/house-style/finding.ts'
import { places, words, type Word } from './client/editor/words.ts'

const asTheyAre = Object.fromEntries(places.map((place) => [place, `{${place}}`]))

export function editorWords(t: T): string {
  const checks = checkNames.map((name) => [`check.${name}`, t(`house_style.check.${name}`)])
  return JSON.stringify(Object.fromEntries([...words.map((word) => [word, t(`editor.${word}`, asTheyAre)]), ...checks]))
}

const ofPicker = [
  'choose_picture', 'close', 'find_picture', 'take_picture', 'choose_one', 'more_pictures', 'pictures_away',
  'photograph', 'from_device', 'upload.sending', 'upload.away', 'upload.taking', 'upload.taken', 'upload.signed_out',
] as const satisfies readonly Word[]

/** The words of the dialog in which a picture is chosen, where it stands alone. */
export function pickerWords(t: T): string {
  return JSON.stringify(Object.fromEntries(ofPicker.map((word) => [word, t(`editor.${word}`, asTheyAre)])))
}
