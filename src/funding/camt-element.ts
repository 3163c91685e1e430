// A part of a camt file as a small tree, and ways to what stands in it.
import { digitsOf } from './amount.ts'
import { StatementRefused } from './statement-refused.ts'

export interface Element {
  name: string
  attributes: Record<string, string>
  text: string
  children: Element[]
  line: number
}

/** The first element down a path, such as `Acct/Id/IBAN`. */
export function at(from: Element | undefined, path: string): Element | undefined {
  let element = from
  for (const name of path.split('/')) element = element?.children.find((child) => child.name === name)
  return element
}

export function each(from: Element | undefined, name: string): Element[] {
  return from?.children.filter((child) => child.name === name) ?? []
}

/** The text at the first of the paths that has one; empty where none has. */
export function textAt(from: Element | undefined, ...paths: string[]): string {
  for (const path of paths) {
    const text = at(from, path)?.text.trim()
    if (text) return text
  }
  return ''
}

export function needed(from: Element, path: string): Element {
  return at(from, path) ?? refuse('missing', from.line, { element: `${from.name}/${path}` })
}

export interface Money { amount: number; currency: string }

/** Of an element with an amount and its currency, minor units. */
export function moneyOf(element: Element): Money {
  const currency = element.attributes.Ccy ?? ''
  if (!/^[A-Z]{3}$/.test(currency)) refuse('missing', element.line, { element: `${element.name}/@Ccy` })
  return { currency, amount: minorUnits(element.text.trim(), currency) ?? refuse('bad_amount', element.line, { text: element.text.trim() }) }
}

/** -1 for what goes out. */
export function signOf(element: Element): 1 | -1 {
  const way = textAt(element, 'CdtDbtInd')
  if (way === 'CRDT') return 1
  if (way === 'DBIT') return -1
  return refuse('missing', element.line, { element: `${element.name}/CdtDbtInd` })
}

/** The calendar day of a date or a time, YYYY-MM-DD, as the bank writes it. */
export function dayAt(from: Element | undefined, ...paths: string[]): string | null {
  const text = textAt(from, ...paths)
  if (text === '') return null
  const day = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:$|T|Z|[+-])/.exec(text)?.[1]
  if (!day || Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) return refuse('bad_day', from?.line ?? 0, { text })
  return day
}

const digits = new Map<string, number>()

/** Reads a decimal number digit by digit: never through a float. Undefined for what is no amount of the currency. */
export function minorUnits(text: string, currency: string): number | undefined {
  const [, whole = '', rest = ''] = /^\+?(\d{1,13})(?:\.(\d{0,5}))?$/.exec(text) ?? []
  const places = digits.get(currency) ?? placesOf(currency)
  if (whole === '' || /[1-9]/.test(rest.slice(places))) return undefined
  const amount = Number(whole + rest.slice(0, places).padEnd(places, '0'))
  return Number.isSafeInteger(amount) ? amount : undefined
}

function placesOf(currency: string): number {
  const places = digitsOf(currency)
  digits.set(currency, places)
  return places
}

function refuse(...why: ConstructorParameters<typeof StatementRefused>): never {
  throw new StatementRefused(...why)
}
