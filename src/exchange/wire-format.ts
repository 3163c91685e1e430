// Which format something is in is seen from what it holds, not from what it is called.
import { mostItems, WireRefused, type Wired } from './wired.ts'
import { printable } from './html-tree.ts'
import { readFeed } from './wire-feed.ts'
import { isMail, readMail } from './wire-mail.ts'
import { newsmlRoots, readNewsml } from './wire-newsml.ts'
import { readNinjs } from './wire-ninjs.ts'
import { readNitf } from './wire-nitf.ts'
import { xmlText, xmlTree } from './wire-xml.ts'

/** As much as one file, answer or mail may hold. */
export const mostWireBytes = 20 * 1024 * 1024

/** The texts in it. Throws WireRefused. */
export async function readWire(bytes: Uint8Array): Promise<Wired[]> {
  if (bytes.length > mostWireBytes) throw new WireRefused(`it is larger than ${mostWireBytes / 1024 / 1024} MB`)
  const items = await itemsOf(bytes)
  if (items.length > mostItems) throw new WireRefused(`it holds more than ${mostItems} texts`)
  return items.filter(({ headline, foreign_id }) => headline !== '' && foreign_id !== '').map(kept)
}

/** As a database can keep it: what a source gets wrong in one text must not keep all its others away. */
function kept(item: Wired): Wired {
  const { foreign_id, version, html, replaces, subjects, pictures, agency, dateline_place, note, usage_terms, link } = item
  return {
    ...item, foreign_id: printable(foreign_id), version: printable(version), html: html.toWellFormed().replaceAll('\0', '\ufffd'), replaces: replaces.map(printable),
    subjects: subjects.map(({ name, code }) => ({ name: printable(name), code: printable(code) })),
    pictures: pictures.map(({ address, alt, caption, credit, rights }) => ({ address: printable(address), alt: printable(alt), caption: printable(caption), credit: printable(credit), rights: printable(rights) })),
    agency: printable(agency), dateline_place: printable(dateline_place), note: printable(note), usage_terms: printable(usage_terms), link: printable(link),
  }
}

async function itemsOf(bytes: Uint8Array): Promise<Wired[]> {
  // Mails may hold several encodings at once.
  if (isMail(Buffer.from(bytes.subarray(0, 20_000)).toString('latin1'))) return mailItems(bytes)
  const start = xmlText(bytes).trimStart()
  if (start === '') throw new WireRefused('it is empty')
  if (start.startsWith('<')) return xmlItems(start)
  if (/^[[{]/.test(start)) return /"https?:\/\/jsonfeed\.org\/version\//.test(start.slice(0, 5_000)) ? readFeed(start) : readNinjs(start)
  throw new WireRefused('this is neither XML nor JSON nor a mail')
}

const feedRoots = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*>)*<(?:\w+:)?(rss|feed|RDF)[\s>]/

function xmlItems(text: string): Wired[] {
  // Feeds are often not quite well-formed, and their readers bear with it; agencies' files are made by machines.
  if (feedRoots.test(text)) return readFeed(text)
  const root = xmlTree(text)
  if (root.name === 'nitf') return [readNitf(root)]
  if (newsmlRoots.includes(root.name)) return readNewsml(root)
  throw new WireRefused(`this begins with <${root.name}>, which is neither a feed nor NewsML-G2 nor NITF`)
}

async function mailItems(bytes: Uint8Array): Promise<Wired[]> {
  const { attached, own } = await readMail(bytes)
  const within: Wired[] = []
  for (const { bytes: file } of attached) {
    const items = await Promise.resolve().then(() => itemsOf(file)).catch((error: unknown) => { if (error instanceof WireRefused) return []; throw error })
    within.push(...items)
  }
  return within.length > 0 ? within : [own]
}
