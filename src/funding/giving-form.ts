// The form with the binding button is made for one gift: what it says is sealed in it, so that nobody agrees to anything but
// what they saw, and it can be sent once. Whoever sends it has worked, or waited: that keeps out programs that try cards or
// enter strangers by the thousand, without asking anybody else and without a cookie.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Safe } from '../base/safe/safe.ts'
import { secondsAfter } from '../base/time.ts'
import type { Draft } from './giving-draft.ts'
import type { Terms } from './terms.ts'

const place = 'funding.giving_form'
const lastsSeconds = 86_400

export interface GivingForm {
  /** By which two that are sent are known for one. */
  id: string
  draft: Draft
  made_at: Date
  /** What the button said it was: see `Terms`. Who was shown another one is asked again. */
  button: Terms['button']
  /** What a script finds a number to: the hash of both begins with so many zero bits. */
  puzzle: string
  bits: number
}

/** How hard the work is, and for how long to wait without it; more when unusually many forms are asked for. */
export const usual = { bits: 16, waitSeconds: 6 }
export const crowded = { bits: 20, waitSeconds: 30 }

/** Counted over all who ask, in this process. */
export const crowdLimit = { name: 'giving-crowd', most: 300, seconds: 600 }

export const givingLimits = {
  /** Looking at what was typed. */
  check: { name: 'giving-check', most: 60, seconds: 3_600 },
  /** Pressing the binding button. */
  give: { name: 'giving', most: 12, seconds: 3_600 },
  /** By mail address, and by account. */
  address: { name: 'giving-address', most: 6, seconds: 86_400 },
  account: { name: 'giving-account', most: 6, seconds: 86_400 },
}

export function newForm(draft: Draft, { now, isCrowded, button = 'gift' }: { now: Date; isCrowded: boolean; button?: Terms['button'] }): GivingForm {
  return { id: randomUUID(), draft, button, made_at: now, puzzle: randomBytes(12).toString('base64url'), bits: (isCrowded ? crowded : usual).bits }
}

export function sealForm(form: GivingForm, safe: Safe): string {
  return safe.seal(JSON.stringify(form), place).toString('base64url')
}

/** Undefined for what was not sealed here. */
export function openForm(sealed: string, safe: Safe): GivingForm | undefined {
  try {
    return Sealed.parse(JSON.parse(safe.open(Buffer.from(sealed, 'base64url'), place).toString()))
  } catch {
    return undefined
  }
}

const text = z.string()
const Sealed = z.object({
  id: z.uuid(), made_at: z.coerce.date(), puzzle: text, bits: z.number(), button: z.enum(['order', 'gift']).default('gift'),
  draft: z.object({
    amount: z.number(), currency: text, rhythm: z.enum(['once', 'monthly', 'quarterly', 'yearly']), way: z.enum(['debit', 'transfer', 'provider']), iban: text, holder: text, name: text, mail_address: text,
    street: text, postcode: text, town: text, country: text, certificate: z.boolean(), may_ask: z.boolean(), campaign: text, version: text, article: text, language: text,
  }),
})

export function waitSecondsOf({ bits }: Pick<GivingForm, 'bits'>): number {
  return bits > usual.bits ? crowded.waitSeconds : usual.waitSeconds
}

/** Why it cannot be taken as it is: too old, or sent too soon by whoever did no work. */
export function formRefusal(form: GivingForm, { work, now }: { work: string; now: Date }): 'old' | 'soon' | null {
  if (now > secondsAfter(form.made_at, lastsSeconds)) return 'old'
  return isWorked(form, work) || now >= secondsAfter(form.made_at, waitSecondsOf(form)) ? null : 'soon'
}

/** Whether `work` is a number that solves the form's puzzle: SHA-256 over `puzzle:work` begins with as many zero bits as it asks for. */
export function isWorked({ puzzle, bits }: Pick<GivingForm, 'puzzle' | 'bits'>, work: string): boolean {
  return /^\d{1,12}$/.test(work) && createHash('sha256').update(`${puzzle}:${work}`).digest().readUInt32BE(0) < 2 ** (32 - bits)
}
