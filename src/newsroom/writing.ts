// Writing is what is done to working copies by the program itself: reading one, filling it from its article, changing it as
// somebody would who types. What browsers do to them comes in by rooms (room.ts); both are kept as updates, and both are heard.
import * as Y from 'yjs'
import { keptDocument } from '../articles/document.ts'
import { articleById, type FullArticle } from '../articles/reads/articles.ts'
import { pictureById } from '../articles/reads/pictures.ts'
import { fingerprint } from '../articles/revision.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { numberIn } from '../urls.ts'
import { planOf } from './reads/planning.ts'
import { fromTheStart, hasWriting, writingSince } from './reads/writings.ts'
import { change, fill, openWorkingCopy, read } from './working-copy.ts'
import { holdArticle, insertUpdates, insertWriting, lockWriting } from './writes/writings.ts'
import type { Written } from './written.ts'

/** What of a working copy was seen: the number of its last update, `0` where nothing has been written yet. */
type Seen = string

/** The working copy as plain values; of an article that has none yet, the article as it is. */
export async function writtenOf(db: Reads, article_id: number): Promise<{ written: Written; seen: Seen }> {
  const updates = await writingSince(db, { article_id, number: fromTheStart })
  const last = updates.at(-1)
  if (!last) return { written: await writtenFrom(db, await articleOf(db, article_id)), seen: '0' }
  const doc = openWorkingCopy(updates.map(({ update }) => update))
  const written = read(doc)
  doc.destroy()
  return { written, seen: String(last.number) }
}

/** What `look` sees in the working copy; undefined of an article that has none yet. */
export async function lookInto<Seen>(db: Reads, article_id: number, look: (doc: Y.Doc) => Seen): Promise<Seen | undefined> {
  const updates = await writingSince(db, { article_id, number: fromTheStart })
  if (updates.length === 0) return undefined
  const doc = openWorkingCopy(updates.map(({ update }) => update))
  const seen = look(doc)
  doc.destroy()
  return seen
}

/** Changes the working copy to these values by as little as possible; whoever has it open sees it at once, as if somebody had typed it. Answers what there is then. */
export function writeInto(db: Db, { article_id, written }: { article_id: number; written: Partial<Written> }, act: Act): Promise<{ seen: Seen; changed: boolean }> {
  return changeWriting(db, { article_id, make: (doc) => change(doc, written) }, act)
}

/** The same for whatever else stands in a working copy, such as notes: `make` changes the document itself. */
export function changeWriting(db: Db, { article_id, make }: { article_id: number; make: (doc: Y.Doc) => void }, { by, now }: Act): Promise<{ seen: Seen; changed: boolean }> {
  return atomically(db, async (tx) => {
    await begin(tx, article_id, now)
    await lockWriting(tx, article_id)
    const kept = await writingSince(tx, { article_id, number: fromTheStart })
    const doc = openWorkingCopy(kept.map(({ update }) => update))
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    make(doc)
    doc.destroy()
    const changed = updates.length > 0
    const last = changed ? await insertUpdates(tx, { article_id, updates: [{ update: Y.mergeUpdates(updates), written_by: staffNumber(by) }], now }) : kept.at(-1)?.number
    return { seen: String(last ?? 0), changed }
  })
}

/** Makes the working copy of an article that has none, from its row, once; whoever comes second finds the first one's. */
export function begin(db: Db, article_id: number, now: Date): Promise<void> {
  return atomically(db, async (tx) => {
    if (await hasWriting(tx, article_id)) return
    if (!(await holdArticle(tx, article_id))) throw new Error(`article ${article_id} is not there`)
    const article = await articleOf(tx, article_id)
    const doc = new Y.Doc()
    fill(doc, await writtenFrom(tx, article))
    await insertWriting(tx, { article_id, state: Buffer.from(Y.encodeStateAsUpdate(doc)), begun_from: fingerprint(article), begun_at: now })
    doc.destroy()
  })
}

export async function writtenFrom(db: Reads, article: FullArticle): Promise<Written> {
  const picture = article.lead_picture_id === null ? undefined : await pictureById(db, article.lead_picture_id)
  const { headline, kicker, standfirst, dateline_place, dateline_source, slug, language, note, comment_mode, sensitive, translation_of } = article
  return {
    headline, kicker, standfirst, dateline_place, dateline_source, slug, language, note, comment_mode, sensitive, translation_of,
    section: article.section_slug, topics: article.topics.map(({ name }) => name), lead_picture: picture?.name ?? '',
    lead_alt: article.lead_alt ?? '', lead_caption: article.lead_caption ?? '', length_aim: (await planOf(db, article.id))?.length ?? null,
    bylines: article.bylines.map(({ name, role }) => ({ name, role })), body: keptDocument(article.body),
  }
}

async function articleOf(db: Reads, id: number): Promise<FullArticle> {
  const article = await articleById(db, id)
  if (!article) throw new Error(`article ${id} is not there`)
  return article
}

/** 7 of `staff:7`. */
function staffNumber(by: string): number | null {
  return numberIn(/^staff:(\d+)$/.exec(by)?.[1] ?? '') ?? null
}
