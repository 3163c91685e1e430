// What the editor in the browser says, in the language of whoever writes. It fills the places in the texts itself.
import type { T } from '../base/i18n/i18n.ts'
import { checkNames } from './client/editor/house-style/finding.ts'
import { places, words } from './client/editor/words.ts'

const asTheyAre = Object.fromEntries(places.map((place) => [place, `{${place}}`]))

export function editorWords(t: T): string {
  const checks = Object.fromEntries(checkNames.map((name) => [`check.${name}`, t(`house_style.check.${name}`)]))
  return JSON.stringify({ ...said(words, t), ...checks })
}

const ofPicker = [
  'choose_picture', 'close', 'find_picture', 'take_picture', 'choose_one', 'more_pictures', 'pictures_away',
  'photograph', 'from_device', 'upload.sending', 'upload.away', 'upload.taking', 'upload.taken', 'upload.signed_out',
] as const

/** The words of the dialog in which a picture is chosen, where it stands alone. */
export function pickerWords(t: T): string {
  return JSON.stringify(said(ofPicker, t))
}

/** The words with which text that never left a device is offered. */
export function leftWords(t: T): string {
  return JSON.stringify(said(['left_here', 'copy', 'copied', 'discard_left'], t))
}

function said(some: readonly (typeof words)[number][], t: T): Record<string, string> {
  return Object.fromEntries(some.map((word) => [word, t(`editor.${word}`, asTheyAre)]))
}
