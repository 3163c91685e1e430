// Which format something is in is seen from what it holds, not from what it is called.
import { mostItems, mostPictures, WireRefused, type Wired, type WiredPicture } from './wired.ts'
import { fileName } from './html-media.ts'
import { printable } from './html-tree.ts'
import { readFeed } from './wire-feed.ts'
import { isMail, readMail } from './wire-mail.ts'
import { newsmlRoots, readNewsml } from './wire-newsml.ts'
import { readNinjs } from './wire-ninjs.ts'
import { readNitf } from './wire-nitf.ts'
import { xmlText, xmlTree } from './wire-xml.ts'

/** As much as one file or answer may hold; and one mail, which brings its pictures along. */
export const mostWireBytes = 20 * 1024 * 1024
export const mostMailBytes = 2 * mostWireBytes

/** The texts in it. Throws WireRefused. */
export async function readWire(bytes: Uint8Array): Promise<Wired[]> {
  refuseLarge(bytes.length, mostMailBytes)
  const items = await itemsOf(bytes)
  if (items.length > mostItems) throw new WireRefused(`it holds more than ${mostItems} texts`)
  return items.filter(({ headline, foreign_id }) => headline !== '' && foreign_id !== '').map(kept)
}

/** Throws WireRefused. */
export function refuseLarge(size: number, most: number) {
  if (size > most) throw new WireRefused(`it is larger than ${most / 1024 / 1024} MB`)
}

/** As a database can keep it: what a source gets wrong in one text must not keep all its others away. */
function kept(item: Wired): Wired {
  const { foreign_id, version, html, replaces, subjects, pictures, agency, dateline_place, note, usage_terms, link } = item
  return {
    ...item, foreign_id: printable(foreign_id), version: printable(version), html: html.toWellFormed().replaceAll('\0', '\ufffd'), replaces: replaces.map(printable),
    subjects: subjects.map(({ name, code }) => ({ name: printable(name), code: printable(code) })),
    pictures: pictures.map(({ address, alt, caption, credit, rights, ...file }) => ({ ...file, address: printable(address), alt: printable(alt), caption: printable(caption), credit: printable(credit), rights: printable(rights) })),
    agency: printable(agency), dateline_place: printable(dateline_place), note: printable(note), usage_terms: printable(usage_terms), link: printable(link),
  }
}

async function itemsOf(bytes: Uint8Array): Promise<Wired[]> {
  // Mails may hold several encodings at once.
  if (isMail(Buffer.from(bytes.subarray(0, 20_000)).toString('latin1'))) return mailItems(bytes)
  refuseLarge(bytes.length, mostWireBytes)
  const start = xmlText(bytes).trimStart()
  if (start === '') throw new WireRefused('it is empty')
  if (start.startsWith('<')) return xmlItems(start)
  if (/^[[{]/.test(start)) return /"https?:\/\/jsonfeed\.org\/version\//.test(start.slice(0, 5_000)) ? readFeed(start) : readNinjs(start)
  throw new WireRefused('this is neither XML nor JSON nor a mail')
}

/** The files of pictures that a text names, out of the mail it came in; one that came alone has all of them. */
function withFiles(item: Wired, came: WiredPicture[], isAlone: boolean): Wired {
  const nameOf = (address: string) => fileName(address).toLowerCase()
  const found = item.pictures.map((picture) => ({ picture, file: came.find(({ address }) => nameOf(address) === nameOf(picture.address)) }))
  const others = isAlone ? came.filter((one) => !found.some(({ file }) => file === one)) : []
  return { ...item, pictures: [...found.map(({ picture, file }) => (file?.file ? { ...picture, file: file.file } : picture)), ...others].slice(0, mostPictures) }
}

const feedRoots = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*>)*<(?:\w+:)?(rss|feed|RDF)[\s>]/

async function xmlItems(text: string): Promise<Wired[]> {
  // Feeds are often not quite well-formed, and their readers bear with it; agencies' files are made by machines.
  if (feedRoots.test(text)) return readFeed(text)
  const root = xmlTree(text)
  if (root.name === 'nitf') return [readNitf(root)]
  if (newsmlRoots.includes(root.name)) return readNewsml(root)
  throw new WireRefused(`this begins with <${root.name}>, which is neither a feed nor NewsML-G2 nor NITF`)
}

async function mailItems(bytes: Uint8Array): Promise<Wired[]> {
  const { attached, pictures, own } = await readMail(bytes)
  const within: Wired[] = []
  for (const file of attached) {
    const items = await Promise.resolve().then(() => itemsOf(file)).catch((error: unknown) => { if (error instanceof WireRefused) return []; throw error })
    within.push(...items)
  }
  return within.length > 0 ? within.map((item) => withFiles(item, pictures, within.length === 1)) : [own]
}
