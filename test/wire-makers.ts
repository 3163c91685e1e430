// Made-up wires, in the shapes that agencies send.
import { tmpdir } from 'node:os'
import type { Db } from '../src/base/db/db.ts'
import { folderFiles } from '../src/base/files/files.ts'
import type { Wire } from '../src/exchange/reads/wires.ts'
import { wireById } from '../src/exchange/reads/wires.ts'
import { readWire } from '../src/exchange/wire-format.ts'
import { takeIn } from '../src/exchange/wire-item.ts'
import { noon } from './makers.ts'

let made = 0

export async function makeWire(db: Db, over: Partial<Pick<Wire, 'name' | 'way' | 'address' | 'proof' | 'user_name' | 'section_id' | 'agency' | 'every_seconds' | 'is_on' | 'secret_sealed'>> = {}): Promise<Wire> {
  const { id } = await db.insertInto('wires').values({ name: `Wire ${++made}`, way: 'url', address: 'https://agency.example/feed', language: 'de', created_at: noon, next_at: noon, ...over }).returning('id').executeTakeFirstOrThrow()
  return (await wireById(db, id))!
}

/** What a file brings into the inbox; answers how many texts were new. */
export async function wireIn(db: Db, wire: Wire, file: string, now = noon, files = folderFiles(tmpdir())): Promise<number> {
  return takeIn(db, { wire, items: await readWire(Buffer.from(file)) }, { files, now })
}

export const paragraphs = [
  'Der Stadtrat von Wallstedt hat am Donnerstagabend beschlossen, das alte Straßenbahndepot an der Hafenstraße nicht abzureißen, sondern zu einer Markthalle umzubauen.',
  'Für den Umbau stimmten nach dreistündiger Debatte neunzehn der einunddreißig Mitglieder, zehn waren dagegen, zwei enthielten sich.',
  'Die Bürgermeisterin sprach von einem guten Tag für das Viertel, in dem seit Jahren über das leere Gebäude gestritten wird.',
]

export interface Ninjs { uri?: string; version?: string; headline?: string; text?: string[]; urgency?: number; pubstatus?: string; embargoed?: string; subjects?: string[]; associations?: object[]; by?: string; ednote?: string }

/** In version 2; the others differ in how they call things. */
export function ninjs({ uri = 'urn:wa:1', version = '1', headline = 'Rat will das Depot behalten', text = paragraphs, urgency = 4, pubstatus = 'usable', subjects = ['Stadtentwicklung'], ...more }: Ninjs = {}): string {
  return JSON.stringify({
    uri, type: 'text', version, versioncreated: '2026-03-01T11:00:00Z', pubstatus, urgency, language: 'de', copyrightholder: 'wa', by: 'Von Henrike Sölter, wa', located: 'Wallstedt',
    headlines: [{ role: 'main', value: headline }], subjects: subjects.map((name) => ({ name, literal: `wa:${name}` })),
    bodies: [{ role: 'html', contenttype: 'text/html', value: `<section><h1>${headline}</h1>${text.map((one, n) => `<p>${n === 0 ? 'Wallstedt (wa) – ' : ''}${one}</p>`).join('')}</section>` }], ...more,
  })
}

interface NewsItem { guid?: string; version?: string; headline?: string; pubStatus?: string; body?: string; meta?: string; content?: string; itemClass?: string }

export function newsItem({ guid = 'urn:newsml:wa.example:1', version = '1', headline = 'Rat will das Depot behalten', pubStatus = 'usable', meta = '', content = '', body = `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>${paragraphs.map((one) => `<p>${one}</p>`).join('\n')}</body></html></inlineXML>`, itemClass = 'text' }: NewsItem = {}): string {
  return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" xml:lang="de">
    <rightsInfo><copyrightHolder literal="wa"><name>Wallstedter Agentur</name></copyrightHolder><usageTerms>Nur für Abonnenten</usageTerms></rightsInfo>
    <itemMeta><itemClass qcode="ninat:${itemClass}"/><provider literal="wa"><name>wa</name></provider><versionCreated>2026-03-01T11:00:00+01:00</versionCreated><pubStatus qcode="stat:${pubStatus}"/>${meta}</itemMeta>
    <contentMeta><urgency>3</urgency><by>Von Henrike Sölter</by><subject qcode="medtop:11000000"><name>Politik</name></subject><headline>${headline}</headline>${content}</contentMeta>
    <contentSet>${body}</contentSet></newsItem>`
}

export function rss(items: { guid?: string; title?: string; text?: string; category?: string }[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Hafenblatt</title><link>https://hafenblatt.example/</link><language>de-DE</language>${items.map(({ guid = 'h1', title = 'Depot bleibt', text = paragraphs.map((one) => `<p>${one}</p>`).join(''), category = 'Lokales' }) =>
    `<item><title>${title}</title><link>https://hafenblatt.example/${guid}</link><guid isPermaLink="false">${guid}</guid><category>${category}</category><pubDate>Sun, 01 Mar 2026 11:30:00 GMT</pubDate><description><![CDATA[${text}]]></description></item>`).join('')}</channel></rss>`
}
