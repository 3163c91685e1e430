// What somebody gives, and how things stand with it, in words.
import type { T } from '../../base/i18n/i18n.ts'
import type { OwnPledge } from '../reads/own-side.ts'
import type { Rhythm } from '../rhythm.ts'

/** 10 € im Monat */
export function sumInWords({ amount, currency, rhythm }: { amount: number; currency: string; rhythm: Rhythm }, t: T): string {
  return t(`own.sum.${rhythm}`, { amount: t.money(amount, currency) })
}

/** Its state, as a sentence. */
export function stateInWords({ state, stopped_why, ended_why, ends_on, paused_until, cancelled_at, rhythm }: OwnPledge, t: T): string {
  const date = ends_on ? t.day(ends_on) : ''
  if (state === 'ended' && (ended_why === 'cancelled' || ended_why === 'withdrawn')) return t(`own.state.${ended_why}`, { date })
  if (state === 'ended') return t(ended_why === 'done' ? 'own.state.done' : 'own.state.over', { date })
  if (state === 'stopped') return t(`own.state.stopped.${stopped_why ?? 'unpaid'}`)
  if (cancelled_at) return t('own.state.ending', { date })
  if (state === 'paused') return t('own.state.paused', { date: paused_until ? t.day(paused_until) : '' })
  return t(rhythm === 'once' ? 'own.state.once' : 'own.state.active')
}

/** What giving another card is called: where it stopped it pays; where it goes on it changes, or is another way. */
export function cardLabel({ state, way }: Pick<OwnPledge, 'state' | 'way'>) {
  if (way !== 'provider') return 'own.to_card'
  return state === 'stopped' ? 'own.card' : 'own.change_card'
}

/** A long number as people read it: in groups of four. */
export function inFours(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ')
}
