// A wire is a source elsewhere that sends texts, and how they come in: from a folder, an address, a mailbox, or by a command.
import { z } from 'zod'
import { sections } from '../articles/reads/paper.ts'
import { attempt, isTaken, type Db, type Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { NotFetched, webAddress } from '../base/net/guarded-fetch.ts'
import type { Safe } from '../base/safe/safe.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, type Form } from '../base/web/form.ts'
import { mappingsOf, wireById, type Wire } from './reads/wires.ts'
import { insertWire, replaceMappings, updateWire } from './writes/wires.ts'

export const ways = ['url', 'folder', 'mailbox', 'command'] as const
export type Way = (typeof ways)[number]
export const proofs = ['none', 'password', 'header'] as const

const texts = ['name', 'way', 'address', 'proof', 'user_name', 'secret', 'agency', 'language', 'section', 'mappings', 'every_seconds'] as const
export type WireForm = Record<(typeof texts)[number], string> & { is_on: boolean }
const Texts = z.record(z.enum(texts), z.string())

export function wireIn(form: Form): WireForm {
  return { ...Texts.parse(Object.fromEntries(texts.map((name) => [name, textIn(form, name).trim()]))), is_on: textIn(form, 'is_on') !== '' }
}

export function emptyWire(language: string): WireForm {
  return { ...Texts.parse(Object.fromEntries(texts.map((name) => [name, '']))), way: 'url', proof: 'none', language, every_seconds: '300', is_on: true }
}

/** Without the secret, which nobody is shown again. */
export async function wireForm(db: Reads, wire: Wire): Promise<WireForm> {
  const [all, mappings] = [await sections(db), await mappingsOf(db, wire.id)]
  return {
    ...wire, secret: '', section: all.find(({ id }) => id === wire.section_id)?.slug ?? '', every_seconds: String(wire.every_seconds),
    mappings: mappings.map(({ subject, section_slug }) => `${subject} = ${section_slug}`).join('\n'),
  }
}

/** The row but for the secret; or what is wrong, by field. */
type Checked = { row: Row; mappings: { subject: string; section_id: number }[]; errors?: undefined } | { row?: undefined; errors: Errors }
type Row = Pick<Wire, 'name' | 'way' | 'address' | 'proof' | 'user_name' | 'agency' | 'language' | 'section_id' | 'every_seconds' | 'is_on'>

export async function checkedWire(db: Reads, typed: WireForm, t: T): Promise<Checked> {
  const all = await sections(db)
  const idOf = (slug: string) => all.find((section) => section.slug === slug || section.name.toLowerCase() === slug.toLowerCase())?.id
  const way = ways.find((one) => one === typed.way)
  const proof = proofs.find((one) => one === typed.proof)
  const lines = typed.mappings.split('\n').map((one) => one.trim()).filter(Boolean).map((one) => { const at = one.lastIndexOf('='); return { subject: one.slice(0, at).trim().slice(0, 200), section_id: at > 0 ? idOf(one.slice(at + 1).trim()) : undefined, one } })
  const unknown = lines.find(({ section_id, subject }) => section_id === undefined || subject === '')
  const every = Number(typed.every_seconds)
  const errors: Errors = {
    name: typed.name === '' || typed.name.length > 100 ? t('wires.wrong.name') : undefined,
    address: way && addressRefusal(way, typed.address) ? t(`wires.wrong.address.${way}`) : undefined,
    proof: way === 'mailbox' && proof !== 'password' ? t('wires.wrong.proof') : way === 'folder' || way === 'command' ? undefined : proof ? undefined : t('wires.wrong.proof'),
    user_name: proof === 'password' && typed.user_name === '' ? t('wires.wrong.user_name') : proof === 'header' && !/^[\w-]{1,100}$/.test(typed.user_name) ? t('wires.wrong.header') : undefined,
    language: /^[a-z]{2,3}$/.test(typed.language) ? undefined : t('articles.wrong.language'),
    section: typed.section === '' || idOf(typed.section) !== undefined ? undefined : t('articles.wrong.section'),
    mappings: unknown ? t('wires.wrong.mappings', { line: unknown.one }) : undefined,
    every_seconds: Number.isInteger(every) && every >= 5 && every <= 86_400 ? undefined : t('wires.wrong.every_seconds'),
  }
  if (!way || Object.values(errors).some(Boolean)) return { errors: way ? errors : { ...errors, way: t('wires.wrong.way') } }
  const needsProof = way === 'url' || way === 'mailbox'
  const { name, address, user_name, agency, language, is_on } = typed
  return {
    row: { name, way, address, proof: needsProof ? proof ?? 'none' : 'none', user_name: needsProof ? user_name : '', agency, language, section_id: idOf(typed.section) ?? null, every_seconds: every, is_on },
    mappings: lines.map(({ subject, section_id = 0 }) => ({ subject, section_id })),
  }
}

/** Whether a source cannot be found like this, wherever it was written down. */
export function addressRefusal(way: Way, address: string): boolean {
  if (way === 'command') return false
  if (way === 'folder') return !isFolderName(address)
  if (way === 'mailbox') return mailboxAt(address) === undefined
  try {
    return address.length > 2_000 || !webAddress(address)
  } catch (error) {
    if (error instanceof NotFetched) return true
    throw error
  }
}

/** The folder is one below the folder of wires, by its name: whoever names it can reach no other. */
export function isFolderName(address: string): boolean {
  return /^[\w][\w.-]{0,99}$/.test(address)
}

export interface Mailbox { host: string; port: number; tls: boolean; folder: string }

/** imaps://mail.example/INBOX; undefined for anything else. */
export function mailboxAt(address: string): Mailbox | undefined {
  const found = URL.parse(address)
  if (!found || !/^imaps?:$/.test(found.protocol) || found.hostname === '' || found.username || found.password || found.search || found.hash) return undefined
  const tls = found.protocol === 'imaps:'
  try {
    return { host: found.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(found.port) || (tls ? 993 : 143), tls, folder: decodeURIComponent(found.pathname.replace(/^\//, '')) || 'INBOX' }
  } catch {
    return undefined
  }
}

export interface Saving { id?: number; typed: WireForm; checked: Extract<Checked, { row: Row }> }

/** The number of the wire; or 'taken' where another one has the name. A secret that was left empty stays what it was. */
export async function saveWire(db: Db, { id, typed, checked: { row, mappings } }: Saving, { by, now, safe }: Act & { safe: Safe }): Promise<number | 'taken'> {
  try {
    return await attempt(db, async (tx) => {
      const saved = id ?? await insertWire(tx, { ...row, created_at: now, next_at: now })
      const secret = row.proof === 'none' ? { secret_sealed: null } : typed.secret === '' ? {} : { secret_sealed: safe.seal(typed.secret, secretPlace(saved)) }
      // What is known of the old address says nothing of a new one.
      await updateWire(tx, saved, { ...row, ...secret, next_at: now, etag: '', last_modified: '', wrong: '', failures: 0 })
      await replaceMappings(tx, saved, mappings)
      await record(tx, { by, now, what: id === undefined ? 'wire added' : 'wire changed', subject: `wire:${saved}` })
      return saved
    })
  } catch (error) {
    if (isTaken(error)) return 'taken'
    throw error
  }
}

export function secretPlace(id: number): string {
  return `wires.secret_sealed ${id}`
}

export function secretOf({ id, secret_sealed }: Pick<Wire, 'id' | 'secret_sealed'>, safe: Safe): string {
  return secret_sealed === null ? '' : safe.open(secret_sealed, secretPlace(id)).toString()
}

/** The source of what a command brings without naming one, made when it is first needed. */
export function wireOfCommand(db: Db, { name, language }: { name: string; language: string }, { by, now }: Act): Promise<Wire> {
  return attempt(db, async (tx) => {
    const id = await insertWire(tx, { name, way: 'command', language: language.slice(0, 2), created_at: now })
    await record(tx, { by, now, what: 'wire added', subject: `wire:${id}` })
    const wire = await wireById(tx, id)
    if (!wire) throw new Error(`wire ${id} is not there`)
    return wire
  })
}
