// What somebody gives and has given, in the words of the desk.
import type { T } from '../../base/i18n/i18n.ts'
import type { ListedPledge, ListedSupporter, Sum } from '../reads/supporter-list.ts'
import { sumInWords } from './own-words.ts'

export function nameOr({ name, mail_address }: { name: string; mail_address: string }, t: T): string {
  return name || mail_address || t('supporters.nameless')
}

/** What somebody gives now; where they give nothing any more, that they did. */
export function givesInWords({ pledges }: Pick<ListedSupporter, 'pledges'>, t: T): string {
  const going = pledges.filter(({ state, rhythm }) => state !== 'ended' && rhythm !== 'once')
  if (going.length > 0) return going.map((pledge) => [sumInWords(pledge, t), ...(pledge.state === 'active' && pledge.cancelled_at === null ? [] : [shortState(pledge, t)])].join(', ')).join(' · ')
  const recurring = pledges.some(({ rhythm }) => rhythm !== 'once')
  return pledges.length === 0 ? t('supporters.gives.nothing') : recurring ? t('supporters.gives.formerly') : t('supporters.gives.once')
}

interface Stated { state: ListedPledge['state']; rhythm: ListedPledge['rhythm']; paused_until: string | null; ends_on: string | null; cancelled_at: string | Date | null; stopped_why: ListedPledge['stopped_why']; ended_why: ListedPledge['ended_why'] }

/** In a few words; also of what is over. */
export function shortState({ state, rhythm, paused_until, ends_on, cancelled_at, stopped_why, ended_why }: Stated, t: T): string {
  if (state === 'paused') return t('supporters.state.paused', { date: paused_until ? t.day(paused_until) : '' })
  if (state === 'stopped') return t(`supporters.stopped.${stopped_why ?? 'unpaid'}`)
  if (state === 'ended') return t(`supporters.ended.${ended_why ?? 'done'}`, { date: ends_on ? t.day(ends_on) : '' })
  if (cancelled_at !== null) return t('supporters.state.ending', { date: ends_on ? t.day(ends_on) : '' })
  return t(rhythm === 'once' ? 'supporters.state.expected' : 'supporters.state.active')
}

export function sumsInWords(sums: readonly Sum[], t: T): string {
  return sums.length === 0 ? '–' : sums.map(({ amount, currency }) => t.money(amount, currency)).join(' + ')
}
