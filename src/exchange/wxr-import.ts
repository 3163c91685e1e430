// Takes over a WordPress export: its posts become articles, its pages pages, its people bylines. The file is walked twice,
// first to prove it sound and to learn what refers to what, then to write, all in one transaction.
import { describePaper } from '../articles/paper.ts'
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { languages } from '../base/i18n/i18n.ts'
import type { Files } from '../base/files/files.ts'
import { staleAll } from '../base/press/stale.ts'
import { came, emptyReport, leftOut, type ImportReport } from './import-report.ts'
import { mediaFolder, type MediaFolder } from './media-folder.ts'
import { whatStands } from './reads/archive.ts'
import { importArticle } from './wxr-article.ts'
import { readWxr, type Element } from './wxr-file.ts'
import { heldComment, itemOf, own, type WxrComment, type WxrItem } from './wxr-item.ts'
import { isGone, outlineOf, type Outline } from './wxr-outline.ts'
import { importPage } from './wxr-page.ts'
import { importAttachment } from './wxr-pictures.ts'
import { reportUnused } from './wxr-terms.ts'

export interface WxrSource {
  file: string
  /** The folder with the former site's uploads, where there is one. */
  media?: string | undefined
  files: Files
  /** Told how many bytes of the file have been gone through in each of the two walks. */
  progress?: ((walk: 'checked' | 'taken over', bytes: number) => void) | undefined
}

/** What the parts of an import share. */
export interface Import {
  tx: Db
  act: Act
  outline: Outline
  report: ImportReport
  files: Files
  media: MediaFolder | undefined
  language: string
  /** Own ids by foreign ones, by kind: what was met in this run, so that nothing is asked twice. */
  known: Map<string, string>
}

/** Takes over everything or nothing. What was taken over before is not touched. Throws WxrRefused for a file that cannot be. */
export async function importWxr(db: Db, { file, media, files, progress }: WxrSource, act: Act): Promise<ImportReport> {
  const outline = await outlineOf(file, { progress: (bytes) => progress?.('checked', bytes) })
  const folder = media === undefined ? undefined : await mediaFolder(media)
  return atomically(db, async (tx) => {
    if ((await whatStands(tx)).length === 0) await takeOverName(tx, outline)
    const language = outline.language || (await paper(tx)).language
    const ours: Import = { tx, act, outline, report: emptyReport(outline.source), files, media: folder, language, known: new Map() }
    const threads = new Map<Element, WxrComment[]>()
    const comment = (one: Element, item: Element) => {
      const thread = threads.get(item) ?? []
      if (thread.length === 0) threads.set(item, thread)
      thread.push(heldComment(one, outline.offset))
    }
    for await (const element of readWxr(file, { comment, progress: (bytes) => progress?.('taken over', bytes) })) {
      if (element.name !== 'item') continue
      await importItem(ours, itemOf(element, outline.offset, threads.get(element)))
      threads.delete(element)
    }
    await finish(ours)
    return ours.report
  })
}

// A paper in which nothing stands yet has no name of its own to keep.
async function takeOverName(tx: Db, { title, description, language }: Outline) {
  if (title === '') return
  await describePaper(tx, { name: title, claim: description, ...(languages.includes(language) ? { language } : {}) })
}

async function importItem(ours: Import, item: WxrItem) {
  const { report } = ours
  const where = placeOf(item)
  if (item.id === '') return leftOut(report, 'items without a number', where)
  // Or what belongs to a private post would come to hang on a public one.
  if (remembered(ours, 'item', item.id) !== undefined) return leftOut(report, 'items with a number that an earlier one has', where)
  remember(ours, { kind: 'item', foreign_id: own(item.id) }, '')
  if (item.type === 'attachment') return importAttachment(ours, item)
  if (item.type !== 'post' && item.type !== 'page') return leftOut(report, `items of the kind ${item.type}, which has no place in a paper`, where)
  if (isGone(item.status)) return leftOut(report, `${item.type}s in the state ${item.status}`, where)
  return item.type === 'post' ? importArticle(ours, item) : importPage(ours, item)
}

/** How the report names an item. */
export function placeOf({ id, type, link }: { id: string; type: string; link: string }): string {
  return link || `${type} ${id}`
}

async function finish(ours: Import) {
  const { tx, act: { by, now }, outline, report } = ours
  if (Object.keys(report.came).length === 0) return
  reportUnused(ours)
  const severalNames = [...outline.commenters.values()].filter(({ names, reader_id }) => names > 1 && reader_id !== undefined).length
  if (severalNames > 0) report.changed.push({ what: 'readers who wrote under several names now have the latest one', times: severalNames, where: [] })
  await record(tx, { by, what: 'export of WordPress imported', subject: outline.source || 'a site without an address', now })
  await staleAll(tx)
}

/** Our own id of a foreign thing that has been met in this run. */
export function remembered({ known }: Import, kind: string, foreign_id: string): string | undefined {
  return known.get(`${kind} ${foreign_id}`)
}
export function remember({ known, report }: Import, { kind, foreign_id, counted }: { kind: string; foreign_id: string; counted?: string }, own_id: string) {
  known.set(`${kind} ${foreign_id}`, own_id)
  if (counted !== undefined) came(report, counted)
}
