// Own data is everything the paper holds about a reader, for that reader to take along (Articles 15 and 20 GDPR): once for
// programs, once for people.
import type { Reads } from '../base/db/db.ts'
import { isClause } from '../comments/clause.ts'
import { commentUrl } from '../urls.ts'
import type { T } from '../base/i18n/i18n.ts'
import type { Safe } from '../base/safe/safe.ts'
import type { ZipEntry } from '../base/web/zip.ts'
import { openedGiving } from './own-giving.ts'
import { ownComments, ownData, type OwnComment, type Whose } from './reads/own-data.ts'
import { whoGives } from './reads/own-giving.ts'
import { OwnComments, ownGivingPage, ownPage } from './views/own-data.tsx'

interface Manner { t: T; safe: Safe; zone: string; paper: { name: string; url: string }; now: Date }

export function ownFiles(db: Reads, whose: Whose, manner: Manner): ZipEntry[] {
  return [{ name: 'index.html', content: pageOf(db, whose, manner) }, { name: 'data.json', content: jsonOf(db, whose, manner) }]
}

/** The same of somebody who gives, without what belongs to an account. */
export function ownGivingFiles(db: Reads, { id }: { id: number }, manner: Manner): ZipEntry[] {
  const { paper, safe, now } = manner
  const giving = async () => openedGiving(db, await whoGives(db, { supporter_id: id }), safe)
  return [
    { name: 'index.html', content: (async function* () { yield ownGivingPage(await giving(), manner) })() },
    { name: 'data.json', content: (async function* () { yield `${JSON.stringify({ paper: paper.name, address: paper.url, made_at: now, giving: await giving() }, null, 1)}\n` })() },
  ]
}

async function* pageOf(db: Reads, whose: Whose, manner: Manner): AsyncGenerator<string> {
  const { t } = manner
  const clauseName = (slug: string | null) => (slug !== null && isClause(slug) ? t(`clause.${slug}`) : slug ?? '')
  const giving = await openedGiving(db, await whoGives(db, { reader_id: whose.id }), manner.safe)
  const { before, after } = ownPage(await ownData(db, whose), giving, { ...manner, clauseName })
  yield before
  for await (const comments of batches(db, whose)) yield String(OwnComments({ comments, ...manner, clauseName }))
  yield after
}

async function* jsonOf(db: Reads, whose: Whose, { paper, safe, now }: Manner): AsyncGenerator<string> {
  const giving = await openedGiving(db, await whoGives(db, { reader_id: whose.id }), safe)
  const head = JSON.stringify({ paper: paper.name, address: paper.url, made_at: now, ...(await ownData(db, whose)), giving }, null, 1)
  yield `${head.slice(0, -2)},\n "comments": [`
  let first = true
  for await (const comments of batches(db, whose)) {
    for (const { id, article_id, slug, section_slug, ...comment } of comments) {
      yield `${first ? '' : ','}\n  ${JSON.stringify({ ...comment, address: comment.article === null ? null : paper.url + commentUrl({ id: article_id, slug, section_slug }, id) })}`
      first = false
    }
  }
  yield '\n ]\n}\n'
}

const atOnce = 200

async function* batches(db: Reads, { id }: Whose): AsyncGenerator<OwnComment[]> {
  for (let after = 0; ; ) {
    const comments = await ownComments(db, { id, after, limit: atOnce })
    if (comments.length > 0) yield comments
    after = comments.at(-1)?.id ?? after
    if (comments.length < atOnce) return
  }
}
