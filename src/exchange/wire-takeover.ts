// A wire is taken over into an article: a new draft, or at the end of one that is being written. Who it is from stays with it.
import { createArticle } from '../articles/article.ts'
import { everyNode, type DocumentNode } from '../articles/document.ts'
import { setEmbargo } from '../articles/hold.ts'
import { authorNamed, topicNamed } from '../articles/naming.ts'
import { lockedArticle } from '../articles/revision.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { slugOf } from '../base/slug.ts'
import { embargoArticle } from '../newsroom/keeping-back.ts'
import { standingOf } from '../newsroom/reads/workflow.ts'
import { mayWrite, type Writable } from '../newsroom/stage.ts'
import { fileName } from './html-media.ts'
import { watchTaken } from '../newsroom/watching.ts'
import { writeInto, writtenOf } from '../newsroom/writing.ts'
import type { Role } from '../people/permissions.ts'
import { still } from '../people/still.ts'
import { setWire } from './wire-typography.ts'
import { fetchPictures, keptPictures, type FetchedPicture, type Fetching } from './wire-pictures.ts'
import type { WireItem } from './reads/wire-items.ts'
import { lockItem, updateItem } from './writes/wire-items.ts'

export interface Takeover {
  item: WireItem
  section_id: number
  /** By name, as the taker ticked them. */
  topics: string[]
  taken_by: number
  /** Whether the taker wants to be told by mail, too, of what the source sends later. */
  by_mail: boolean
}
export type Refusal = 'taken' | 'back' | 'not_theirs' | 'embargo'

/** The article that came of it, or why none did. `missing`: pictures that could not be had. */
export type Outcome = { article_id: number; missing: number; refused?: undefined } | { refused: Refusal }

/** Makes a draft of it. */
export async function takeOver(db: Db, takeover: Takeover, { act, ...fetching }: Fetching & { act: Act }): Promise<Outcome> {
  const { item, section_id, topics, taken_by, by_mail } = takeover
  const early = refusal(item)
  if (early) return { refused: early }
  const fetched = await fetchPictures(db, { item, pictures: keptPictures(item.pictures) }, { ...fetching, act })
  const { kicker, headline, standfirst, ...set } = setWire(item)
  const { lead, body } = withPictures(set.body, fetched)
  return atomically(db, async (tx) => {
    const late = await lockedRefusal(tx, item.id)
    if (late) return { refused: late }
    const bylines: { author_id: number; role: 'text' }[] = []
    for (const name of item.bylines) bylines.push({ author_id: await authorNamed(tx, name, act), role: 'text' })
    const topic_ids: number[] = []
    for (const name of topics) topic_ids.push(await topicNamed(tx, name, act))
    const { dateline_place, agency, language, embargo_until } = item
    const { id } = await createArticle(tx, {
      section_id, slug: slugOf(headline) || 'text', state: 'draft', language, kicker, headline, standfirst, dateline_place, dateline_source: agency, body,
      lead_picture_id: lead?.id ?? null, bylines, topic_ids: [...new Set(topic_ids)],
    }, act)
    if (embargo_until && embargo_until > act.now) await setEmbargo(tx, { id, until: embargo_until }, act)
    await noteTaken(tx, { item, article_id: id, taken_by, by_mail, fetched }, act)
    return { article_id: id, missing: missingOf(fetched) }
  })
}

interface Into { item: WireItem; article_id: number; taken_by: { id: number; roles: readonly Role[] }; by_mail: boolean }

/** Puts its text at the end of an article's working copy, under its headline and with its source. Its embargo holds the article, too. */
export async function takeInto(db: Db, { item, article_id, taken_by, by_mail }: Into, { act, ...fetching }: Fetching & { act: Act }): Promise<Outcome | undefined> {
  const early = refusal(item)
  if (early) return { refused: early }
  const there = await standingOf(db, article_id)
  if (!there) return undefined
  if (!mayWrite(taken_by.roles, there)) return { refused: 'not_theirs' }
  const fetched = await fetchPictures(db, { item, pictures: keptPictures(item.pictures) }, { ...fetching, act })
  const set = setWire(item)
  const { lead, body } = withPictures(set.body, fetched)
  return still(db, { ...taken_by, may: 'take_wires' as const }, async (tx, { roles }) => {
    // First the text, as its source's next version does, which then tells of the article: otherwise the two wait for each other.
    const gone = await lockedRefusal(tx, item.id)
    const article = await lockedArticle(tx, article_id)
    const late = gone ?? notInto(await standingOf(tx, article_id), { item, roles, now: act.now })
    if (late) return { refused: late }
    const { embargo_until } = item
    if (embargo_until && embargo_until > (article.embargo_until ?? act.now)) await embargoArticle(tx, { article_id, until: embargo_until }, { who: taken_by, now: act.now })
    const { written } = await writtenOf(tx, article_id)
    const picture: DocumentNode[] = lead ? [pictureNode({ name: lead.name })] : []
    await writeInto(tx, { article_id, written: { body: { type: 'doc', content: [...written.body.content ?? [], ...headed(item, set.headline), ...picture, ...body.content ?? []] } } }, act)
    await noteTaken(tx, { item, article_id, taken_by: taken_by.id, by_mail, fetched }, act)
    return { article_id, missing: missingOf(fetched) }
  })
}

function headed({ dateline_place, agency }: WireItem, headline: string): DocumentNode[] {
  const source = [dateline_place, agency && `(${agency})`].filter(Boolean).join(' ')
  return [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: headline }] }, ...(source ? [{ type: 'paragraph', content: [{ type: 'text', text: source, marks: [{ type: 'emphasis' }] }] }] : [])]
}

function refusal({ state, pubstatus }: Pick<WireItem, 'state' | 'pubstatus'>): Refusal | undefined {
  if (pubstatus !== 'usable') return 'back'
  return state === 'taken' ? 'taken' : undefined
}

/** What is public is not taken from readers by a wire that nobody may publish yet. */
function notInto(article: Writable | undefined, { item, roles, now }: { item: WireItem; roles: readonly Role[]; now: Date }): Refusal | undefined {
  if (!article || !mayWrite(roles, article)) return 'not_theirs'
  return item.embargo_until && item.embargo_until > now && article.state === 'published' ? 'embargo' : undefined
}

async function lockedRefusal(tx: Db, id: number): Promise<Refusal | undefined> {
  const item = await lockItem(tx, id)
  return item ? refusal(item) : 'back'
}

interface Taken { item: WireItem; article_id: number; taken_by: number; by_mail: boolean; fetched: FetchedPicture[] }

async function noteTaken(tx: Db, { item, article_id, taken_by, by_mail, fetched }: Taken, act: Act) {
  const pictures = fetched.map(({ picture, wrong }) => (wrong === undefined ? picture : { ...picture, wrong }))
  await updateItem(tx, item.id, { state: 'taken', article_id, taken_by, taken_at: act.now, dismissed_at: null, pictures: JSON.stringify(pictures) })
  await watchTaken(tx, { article_id, by_mail }, { who: { id: taken_by }, now: act.now })
  await record(tx, { ...act, what: 'wire taken over', subject: `article:${article_id}` })
}

function missingOf(fetched: FetchedPicture[]): number {
  return fetched.filter(({ wrong }) => wrong !== undefined).length
}

/** The first picture beside the text stands above the article, or else one that opens the text; the others where they stood, or at the end. */
function withPictures(doc: DocumentNode, fetched: FetchedPicture[]): { lead: FetchedPicture['added']; body: DocumentNode } {
  const places = [...everyNode(doc)].filter(({ type }) => type === 'picture')
  for (const { picture, added } of fetched) {
    const node = picture.place === null ? undefined : places[picture.place]
    if (node && added) node.attrs = { ...node.attrs, picture: added.name, missing: null }
  }
  const beside = fetched.filter(({ picture }) => picture.place === null)
  const [first] = doc.content ?? []
  const opening = beside.length === 0 && first?.type === 'picture' ? fetched.find(({ picture, added }) => added && picture.place === 0) : undefined
  const lead = opening?.added ?? beside.find(({ added }) => added)?.added
  const rest = beside.filter(({ added }) => added !== lead || added === undefined).map(({ picture, added }) => pictureNode(added ? { name: added.name } : { missing: fileName(picture.address), caption: picture.caption }))
  return { lead, body: { ...doc, content: [...(doc.content ?? []).slice(opening ? 1 : 0), ...rest] } }
}

function pictureNode({ name, missing, caption }: { name?: string; missing?: string; caption?: string }): DocumentNode {
  return { type: 'picture', attrs: { picture: name ?? null, alt: '', caption: caption || null, missing: name === undefined ? missing ?? '?' : null } }
}

/** A new version was seen by whoever answers for the article: nothing waits any more. */
export function acknowledge(db: Db, { id, article_id, reader_id }: { id: number; article_id: number; reader_id: number }, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const item = await lockItem(tx, id)
    if (!item || item.state === 'taken') return
    await updateItem(tx, id, { state: 'taken', article_id, taken_by: reader_id, taken_at: act.now, dismissed_at: null })
    await record(tx, { ...act, what: 'new version of a wire seen', subject: `article:${article_id}` })
  })
}
