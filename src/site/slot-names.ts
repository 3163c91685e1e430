// Slots of the front page as the desk calls them.
import type { T } from '../base/i18n/i18n.ts'

interface Named { t: T; sections: readonly { id: number; name: string }[] }

/** Of a slot of another time, whose section is gone, its own name. */
export function slotName(slot: string, { t, sections }: Named): string {
  const [kind = '', number = ''] = slot.split('-')
  const n = Number(number)
  if (kind === 'lead' || kind === 'aside' || kind === 'feature' || kind === 'other') return t(`front_clicks.slot.${kind}`)
  if (kind === 'also' || kind === 'most' || kind === 'main') return t(`front_clicks.slot.${kind}`, { n })
  const section = sections.find(({ id }) => kind === `s${id}`)
  if (section) return t('front_clicks.slot.numbered', { name: section.name, n })
  return /^[a-z]{2}$/.test(kind) ? t('front_clicks.slot.numbered', { name: t.languageName(kind), n }) : slot
}
