// A wire item is one version of a text that a source has sent. Its versions make a chain; what several sources send about
// the same makes a story, and one of them stands for it in the inbox.
import { atomically, type Db } from '../base/db/db.ts'
import type { Files } from '../base/files/files.ts'
import { cell } from '../base/metrics/counts.ts'
import { secondsBefore } from '../base/time.ts'
import { alike, knownItems, type KnownItem } from './reads/wire-items.ts'
import { mappingsOf, type Mapping, type Wire } from './reads/wires.ts'
import type { Subject, Wired } from './wired.ts'
import { asLaid, layAside, type Laid } from './wire-attachments.ts'
import { tellTakers } from './wire-telling.ts'
import { bandsOf, isSameStory } from './wire-story.ts'
import { contentHash, wireText, type WireText } from './wire-text.ts'
import { chooseLeader, drawItemNumber, insertItem, outdate } from './writes/wire-items.ts'
import { holdInbox } from './writes/wires.ts'

/** How far back a text of another source may lie that tells the same. */
const sameStoryDays = 3
/** At once, and urgent. */
export const mostUrgent = 2

export interface Incoming { wire: Pick<Wire, 'id' | 'name' | 'agency' | 'language' | 'section_id' | 'way' | 'address'>; items: Wired[] }
interface Here { files: Files; now: Date }

/** Puts texts into the inbox, each once however often it is sent; answers how many were new. Joins the caller's transaction. */
export async function takeIn(db: Db, { wire, items }: Incoming, { files, now }: Here): Promise<number> {
  if (items.length === 0) return 0
  const laid = await layAside(db, items, { files, now })
  return atomically(db, async (tx) => {
    await holdInbox(tx)
    const mappings = await mappingsOf(tx, wire.id)
    let came = 0
    // Feeds have the newest first; of two versions in one file the earlier is to come earlier.
    for (const wired of [...items].reverse()) if (await takeOne(tx, { wire, mappings, wired, laid }, now)) came++
    cell('litfass_wires_items_total', {}).count += came
    return came
  })
}

interface One { wire: Incoming['wire']; mappings: Mapping[]; wired: Wired; laid: Laid }

async function takeOne(tx: Db, { wire, mappings, wired, laid }: One, now: Date): Promise<boolean> {
  const language = languageOf(wired.language) ?? wire.language
  const text = wireText(wired, { base: wire.way === 'url' ? wire.address : '', language })
  const content_sha256 = contentHash(wired, text)
  const [foreign_id, ...replaced] = [wired.foreign_id, ...wired.replaces].map((id) => id.slice(0, 500))
  const known = await knownItems(tx, wire.id, [foreign_id ?? '', ...replaced])
  if (known.some((one) => one.foreign_id === foreign_id && one.content_sha256 === content_sha256)) return false

  const before = known.findLast(({ is_latest }) => is_latest) ?? known.at(-1)
  const isOld = before !== undefined && before.foreign_id === foreign_id && isOlder(wired, before)
  const like = before === undefined ? await sameStory(tx, { headline: wired.headline, text, language }, now) : undefined
  const id = await drawItemNumber(tx)
  const place = { chain_id: before?.chain_id ?? id, story_id: before?.story_id ?? like?.story_id ?? id }
  await insertItem(tx, {
    id, ...place, wire_id: wire.id, foreign_id: foreign_id ?? '', foreign_version: wired.version.slice(0, 100), content_sha256, is_latest: !isOld, leads: false, language,
    section_id: sectionOf(wired.subjects, mappings) ?? wire.section_id, urgency: wired.urgency, kicker: wired.kicker, headline: wired.headline, standfirst: wired.standfirst,
    body: JSON.stringify(text.body), plain_text: text.plain_text, dateline_place: text.dateline_place, agency: text.agency || wire.agency || wire.name,
    bylines: wired.bylines, subjects: [...new Set(wired.subjects.map(({ name }) => name))].slice(0, 40), pictures: JSON.stringify(asLaid(text.pictures, laid)),
    note: wired.note, usage_terms: wired.usage_terms, link: wired.link, pubstatus: wired.pubstatus, embargo_until: wired.embargo_until, issued_at: wired.issued_at,
    received_at: now, bands: bandsOf({ headline: wired.headline, plain_text: text.plain_text }), ...stateOf(wired, { before, like, now }),
  })
  if (!isOld) await outdate(tx, { chain_id: place.chain_id, except: id })
  await chooseLeader(tx, place.story_id)
  if (!isOld && before !== undefined) await tellTakers(tx, { chain_id: place.chain_id, pubstatus: wired.pubstatus, note: wired.note }, now)
  return true
}

/** It was on its way for longer than the one that is there. */
function isOlder(wired: Wired, before: KnownItem): boolean {
  const [mine, theirs] = [Number(wired.version), Number(before.foreign_version)]
  if (wired.version !== '' && before.foreign_version !== '' && mine !== theirs && Number.isFinite(mine) && Number.isFinite(theirs)) return mine < theirs
  return wired.issued_at !== null && before.issued_at !== null && wired.issued_at < before.issued_at
}

interface Sought { headline: string; text: WireText; language: string }

async function sameStory(tx: Db, { headline, text: { plain_text }, language }: Sought, now: Date) {
  const told = { headline, plain_text }
  const found = await alike(tx, { bands: bandsOf(told), since: secondsBefore(now, sameStoryDays * 86_400), language })
  return found.find((other) => isSameStory(told, other))
}

// What the desk does not want it need not look at again, unless it has become more urgent than it was.
function stateOf({ urgency }: Wired, { before, like, now }: { before: KnownItem | undefined; like: { state: string } | undefined; now: Date }) {
  const isMoreUrgent = urgency !== null && urgency <= mostUrgent && (before?.urgency ?? 9) > urgency
  const dismissed = (before?.state ?? like?.state) === 'dismissed' && !isMoreUrgent
  return dismissed ? { state: 'dismissed', dismissed_at: now } as const : { state: 'new' } as const
}

/** `de-AT` and `DE` are read as `de`: the paper's texts say no more. */
function languageOf(tag: string): string | undefined {
  return /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag.trim())?.[1]?.toLowerCase()
}

/** By the first line of the source's list that names one of the subjects, or the beginning of its code. */
function sectionOf(subjects: Subject[], mappings: Mapping[]): number | undefined {
  const said = subjects.flatMap(({ name, code }) => [name.toLowerCase(), code.toLowerCase(), code.toLowerCase().replace(/^.*[:/]/, '')]).filter(Boolean)
  return mappings.find(({ subject }) => said.includes(subject.toLowerCase()))?.section_id
}

