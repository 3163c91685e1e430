// Takes a whole paper in from an archive, into an empty one: all of it or nothing. Rows come as they were, so that the
// paper can be taken out again byte for byte; what follows from them is made anew. Nothing of it is journaled: the
// journal that comes along has it all.
import { recount } from '../articles/archive.ts'
import { describePaper } from '../articles/paper.ts'
import { PictureRefused, recallUploaders, supplyOriginal } from '../articles/picture.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { continueNumbers, insertRows, setColumns } from '../base/db/rows.ts'
import { each } from '../base/each.ts'
import type { Files } from '../base/files/files.ts'
import { staleAll } from '../base/press/stale.ts'
import { nameBankAccount } from '../funding/campaign.ts'
import { recallWritten } from '../newsroom/picture-keeping.ts'
import { checkDocument, takeArticles } from './archive-articles.ts'
import { takeComments } from './archive-comments.ts'
import { takeDebate } from './archive-debate.ts'
import { takeDesk } from './archive-desk.ts'
import { numbered } from './archive-head.ts'
import type { Kind } from './archive-kinds.ts'
import { ArchiveRefused, recordRefused, type RecordLine } from './archive-lines.ts'
import { takeFigures } from './archive-figures.ts'
import { takeMoney } from './archive-money.ts'
import { takeReaders } from './archive-readers.ts'
import type { Source } from './archive-source.ts'
import { known, takeLines, type Ids, type Taking } from './archive-taking.ts'
import { holdEmptyPaper } from './empty-paper.ts'
import { highestStanding, idsByName } from './reads/archive.ts'

export interface Import {
  source: Source
  files: Files
  progress?: (what: 'pictures' | 'records', done: number, total: number) => void
}

/** Throws ArchiveRefused, or PaperNotEmpty. Only files of pictures stay when it fails. */
export function importArchive(db: Db, { source, files, progress = () => {} }: Import): Promise<void> {
  return atomically(db, async (tx) => {
    await holdEmptyPaper(tx)
    const taking: Taking = { tx, source, came: counting(source, (done, total) => progress('records', done, total)) }
    const pictures = await takePictures(taking, { files, progress: (done, total) => progress('pictures', done, total) })
    const ids = await takeNamed(taking, pictures)
    await takePaper(taking, ids)
    await takeArticles(taking, ids)
    await recount(tx)
    await takeLines(taking, 'pages', (lines) => {
      for (const line of lines) checkDocument(line, line.value.body)
      return insertRows(tx, 'pages', values(lines))
    })
    await takeLines(taking, 'redirects', (lines) => insertRows(tx, 'redirects', values(lines)))
    await takeReaders(taking, ids)
    await takeComments(taking)
    await takeDebate(taking, ids)
    await takeCampaigns(taking)
    await takeMoney(taking)
    await takeFigures(taking)
    await takeDesk(taking, ids)
    await takeLines(taking, 'imported', (lines) => insertRows(tx, 'imported', lines.map((line) => importedRow(line, ids))))
    await takeLines(taking, 'journal', (lines) => insertRows(tx, 'journal', values(lines)))
    await recallUploaders(tx)
    await recallWritten(tx)
    await countOn(tx, source.head.highest_numbers)
    await staleAll(tx)
  })
}

/** Lets new numbers begin where the paper's ended. */
async function countOn(tx: Db, highest: Source['head']['highest_numbers']) {
  for (const table of numbered) {
    const standing = await highestStanding(tx, table)
    if (standing > (highest[table] ?? 0)) throw new ArchiveRefused(`archive.json says that the highest number of ${table} is ${highest[table]}, but ${standing} is taken`)
  }
  // Last, since no rollback takes it back.
  for (const table of numbered) await continueNumbers(tx, table, highest[table] ?? 0)
}

function values<K extends Kind>(lines: RecordLine<K>[]) {
  return lines.map(({ value }) => value)
}

function counting({ head }: Source, progress: (done: number, total: number) => void): (lines: number) => void {
  const total = Object.values(head.lines).reduce((sum, lines) => sum + lines, 0) - (head.lines.pictures ?? 0)
  let done = 0
  return (lines) => progress(done += lines, total)
}

async function takeNamed(taking: Taking, pictures: Ids['pictures']): Promise<Ids> {
  const { tx } = taking
  await takeLines(taking, 'sections', (lines) => insertRows(tx, 'sections', values(lines)))
  await takeLines(taking, 'topics', (lines) => insertRows(tx, 'topics', lines.map((at) => {
    const { picture, ...columns } = at.value
    return { ...columns, picture_id: picture === null ? null : known(pictures, { at, what: 'picture', name: picture }) }
  })))
  await takeLines(taking, 'authors', (lines) => insertRows(tx, 'authors', values(lines)))
  return { pictures, sections: await idsByName(tx, 'sections'), topics: await idsByName(tx, 'topics'), authors: await idsByName(tx, 'authors') }
}

/** Each is decoded in a process of its own. */
const picturesAtOnce = 2

async function takePictures(taking: Taking, { files, progress }: { files: Files; progress: (done: number, total: number) => void }): Promise<Ids['pictures']> {
  const { tx, source } = taking
  await takeLines({ ...taking, came: () => {} }, 'pictures', (lines) => insertRows(tx, 'pictures', values(lines).map(({ same_as: _, ...picture }) => picture)))
  const ids = await idsByName(tx, 'pictures')
  const used = new Set<string>()
  const merged: { id: number; merged_into: number }[] = []
  let done = 0
  await each(source.records('pictures'), picturesAtOnce, async (line) => {
    used.add(line.value.hash)
    await supply(line)
    const { name, same_as } = line.value
    if (same_as !== null) merged.push({ id: known(ids, { at: line, what: 'picture', name }), merged_into: known(ids, { at: line, what: 'picture', name: same_as }) })
    progress(++done, ids.size)
  })
  if (used.size !== source.head.pictures.files) throw new ArchiveRefused('it holds files of pictures that pictures.jsonl does not name')
  await setColumns(tx, 'pictures', merged)
  return ids

  async function supply(line: RecordLine<'pictures'>) {
    try {
      await supplyOriginal(tx, { files, picture_id: known(ids, { at: line, what: 'picture', name: line.value.name }), bytes: await source.picture(line.value) })
    } catch (error) {
      throw error instanceof PictureRefused ? recordRefused(line, error.message) : error
    }
  }
}

async function takePaper(taking: Taking, ids: Ids) {
  const { tx } = taking
  let papers = 0
  await takeLines(taking, 'paper', async (lines) => {
    for (const line of lines) {
      const { mark_picture, ...columns } = line.value
      if (++papers > 1) throw recordRefused(line, 'a paper is only one')
      await describePaper(tx, { ...columns, mark_picture_id: mark_picture === null ? null : known(ids.pictures, { at: line, what: 'picture', name: mark_picture }) })
    }
  })
  if (papers === 0) throw new ArchiveRefused('paper.jsonl: it has no line')
  await takeLines(taking, 'bank_account', async (lines) => {
    for (const line of lines) {
      if (line.line > 1) throw recordRefused(line, 'a paper has one bank account only')
      await nameBankAccount(tx, line.value)
    }
  })
}

async function takeCampaigns(taking: Taking) {
  const { tx } = taking
  await takeLines(taking, 'campaigns', async (lines) => {
    await insertRows(tx, 'campaigns', values(lines).map(({ texts: _, sections: __, slices: ___, articles: ____, ...campaign }) => campaign))
    const ids = await idsByName(tx, 'campaigns')
    const sectionIds = await idsByName(tx, 'sections')
    await insertRows(tx, 'campaign_texts', values(lines).flatMap(({ slug, texts }) => texts.map((text) => ({ campaign_id: ids.get(slug), ...text }))))
    await insertRows(tx, 'campaign_sections', lines.flatMap((at) => at.value.sections.map((name) => ({ campaign_id: ids.get(at.value.slug), section_id: known(sectionIds, { at, what: 'section', name }) }))))
    await insertRows(tx, 'campaign_slices', values(lines).flatMap(({ slug, slices }) => slices.map((slice) => ({ campaign_id: ids.get(slug), ...slice }))))
    await insertRows(tx, 'campaign_articles', values(lines).flatMap(({ slug, articles }) => articles.map(({ article, ...counts }) => ({ campaign_id: ids.get(slug), article_id: article, ...counts }))))
  })
}

function importedRow(line: RecordLine<'imported'>, ids: Ids) {
  const { own, ...imported } = line.value
  // What is gone had an id that nothing has any more.
  if (own === null) return { ...imported, own_id: '0' }
  const named = namedKinds.get(imported.kind)
  return { ...imported, own_id: named ? String(known(ids[named], { at: line, what: imported.kind, name: own })) : own }
}
const namedKinds = new Map<string, keyof Ids>([['section', 'sections'], ['topic', 'topics'], ['author', 'authors'], ['picture', 'pictures']])
