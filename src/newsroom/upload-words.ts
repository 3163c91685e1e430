// What the script of the library says, in the language of the desk.
import type { T } from '../base/i18n/i18n.ts'

const said = ['waiting', 'away', 'paused', 'taking', 'taken', 'there', 'signed_out', 'pause', 'resume', 'drop', 'look'] as const

export function uploadWords(t: T): Record<string, string> {
  return {
    ...Object.fromEntries(said.map((name) => [name, t(`pictures.upload.${name}`)])),
    // The script puts in what it counts.
    sending: t('pictures.upload.sending', { percent: '{percent}' }), alike: t('pictures.upload.alike', { names: '{names}' }), all: t('pictures.upload.all', { done: '{done}', all: '{all}' }),
  }
}
