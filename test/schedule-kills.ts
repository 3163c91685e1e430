// What is due is done by whichever process looks first: here they are killed while they are at it, and started again. Each article's
// schedule, each end of an embargo, each front fires once: one deed, one revision, one word to those who wait, and none is missed.
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { setEmbargo } from '../src/articles/hold.ts'
import { articleById } from '../src/articles/reads/articles.ts'
import { connect, type Db } from '../src/base/db/db.ts'
import { address as addressOf, paperRole, places } from '../src/base/db/embedded-files.ts'
import { secondsAfter } from '../src/base/time.ts'
import { scheduleArticle } from '../src/newsroom/schedule.ts'
import { writeInto } from '../src/newsroom/writing.ts'
import { hashOf, newToken } from '../src/people/session.ts'
import { articleUrl, paths, url } from '../src/urls.ts'
import { makeArticle, makeSection } from './makers.ts'
import { makeAccount } from './people-makers.ts'
import { prepared } from './prepared.ts'
import { removeFolder, temporaryFolder, until } from './program.ts'
import { seeded } from './random.ts'
import { serversIn, type Server } from './writing-kills.ts'

interface Campaign { rounds: number; seed: number; /** Articles to be published in each round. */ many: number; /** Of an outside database; without it the first process has its own, which is killed with it. */ url?: string }
/** What is due in one round, all at the same time. */
interface Due { at: Date; published: number[]; updated: number[]; withdrawn: number[]; embargoed: number[]; front: number; link: string }
interface Staff { id: number; watcher: number }

/** Answers how many things fired, in how many rounds some of them had fired before the kill and others after it, and how late in milliseconds what fired before a kill was at most. */
export async function fireThroughKills({ rounds, seed, many, url: outside }: Campaign): Promise<{ fired: number; halves: number; latest: number }> {
  const random = seeded(seed)
  const folders = [await prepared(), temporaryFolder()] as const
  const servers = serversIn(folders, { url: outside, beside: ['start', '--empty'] })
  await startAll(servers, outside)
  const { db } = connect({ connectionString: outside ?? addressOf(places(folders[0]), 'litfass', paperRole), max: 3 })
  const staff = { id: (await makeAccount(db, { roles: ['editor'] })).id, watcher: (await makeAccount(db, { roles: ['editor'] })).id }
  const all: Due[] = []
  let halves = 0
  for (let round = 0; round < rounds; round++) {
    const due = await makeDue(db, { many, staff })
    all.push(due)
    await checkLink(servers, due.link, 200)
    const enough = 1 + Math.floor(random() * many)
    await until('they are in the middle of it', async () => (await countDone(db, due)) >= enough, 120_000)
    // Both, or one of them: then the other goes on.
    const dying = [[0, 1], [1], [0, 1], [0]][round % 4]!.map((n) => servers[n]!)
    const killed_at = new Date()
    await Promise.all(dying.map((server) => server.kill()))
    await startAll(dying, outside)
    await until('everything that was due is done', () => isDone(db, due.at), 60_000)
    halves += await isHalved(db, { at: due.at, killed_at })
    await checkPages(db, { servers, due })
    await checkLink(servers, due.link, 404)
  }
  // Whoever would do anything twice has looked again by now.
  await sleep(1_200)
  for (const due of all) await checkOnce(db, { due, staff })
  await until('each mail has gone out once, or waits', async () => (await mailsMade(db, folders)) === (await mailsTold(db)), 30_000)
  const latest = await latestInTime(db)
  await db.destroy()
  for (const server of servers.toReversed()) await server.stop()
  folders.forEach(removeFolder)
  return { fired: all.reduce((sum, { published, updated, withdrawn, embargoed }) => sum + published.length + updated.length + withdrawn.length + embargoed.length + 1, 0), halves, latest }
}

/** One after the other where the first brings the database. */
async function startAll(servers: readonly Server[], outside: string | undefined) {
  if (outside !== undefined) await Promise.all(servers.map((server) => server.start()))
  else for (const server of servers) await server.start()
}

async function clock(db: Db): Promise<Date> {
  return (await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)).rows[0]!.now
}

async function makeDue(db: Db, { many, staff }: { many: number; staff: Staff }): Promise<Due> {
  const section = await makeSection(db)
  const made = async (count: number, state: 'draft' | 'published') => {
    const ids: number[] = []
    for (let n = 0; n < count; n++) ids.push((await makeArticle(db, { section_id: section.id, headline: 'Vorher', ...(state === 'draft' ? { state, published_at: null, first_published_at: null } : {}) })).id)
    await db.insertInto('article_watchers').values(ids.map((article_id) => ({ article_id, reader_id: staff.watcher, by_mail: true, since: new Date() }))).execute()
    return ids
  }
  const begun = performance.now()
  const [published, updated, withdrawn, embargoed] = [await made(many, 'draft'), await made(2, 'published'), await made(2, 'published'), await made(3, 'published')]
  const now = await clock(db)
  // Setting all of it takes longer than making it did: on a machine that has other work, much longer.
  const madeMs = performance.now() - begun
  const at = secondsAfter(now, 1 + madeMs / 150)
  const act = { by: `staff:${staff.id}`, now }
  const who = { id: staff.id, roles: ['editor' as const] }
  for (const id of embargoed) await setEmbargo(db, { id, until: at }, act)
  for (const article_id of updated) await writeInto(db, { article_id, written: { headline: 'Nachher' } }, act)
  for (const [ids, kind] of [[published, 'publish'], [updated, 'update'], [withdrawn, 'withdraw']] as const) for (const article_id of ids) assert.equal(await scheduleArticle(db, { article_id, kind, at, reason: 'Frist' }, { who, now }), null)
  const { id: front_id } = await db.insertInto('fronts').values({ section_id: section.id }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('front_versions').values({ front_id, staff_id: staff.id, made_at: now, starts_at: at }).execute()
  const token = newToken()
  await db.insertInto('preview_links').values({ token_hash: hashOf(token), article_id: updated[0]!, made_by: staff.id, made_at: now, ends_at: at, note: '' }).execute()
  return { at, published, updated, withdrawn, embargoed, front: section.id, link: url(paths.previewLink, { token }) }
}

/** 1 where some was done by then, and some after it. */
async function isHalved(db: Db, { at, killed_at }: { at: Date; killed_at: Date }): Promise<number> {
  const { rows: [row] } = await sql<{ halved: number }>`select (count(distinct ended_at > ${killed_at}) = 2)::int as halved from article_schedules where fires_at = ${at}`.execute(db)
  return row?.halved ?? 0
}

async function countDone(db: Db, { at }: Pick<Due, 'at'>): Promise<number> {
  const { n } = await db.selectFrom('article_schedules').select((eb) => eb.fn.countAll<number>().as('n')).where('fires_at', '=', at).where('ended_at', 'is not', null).executeTakeFirstOrThrow()
  return n
}

async function isDone(db: Db, at: Date): Promise<boolean> {
  const { rows: [row] } = await sql<{ done: boolean }>`select not exists (select from article_schedules where ended_at is null and fires_at <= ${at})
    and not exists (select from articles where state = 'held' and embargo_until <= ${at}) and not exists (select from front_versions where starts_at <= ${at} and told_at is null) as done`.execute(db)
  return row?.done ?? false
}

async function checkLink(servers: readonly Server[], link: string, status: number) {
  for (const { address = '' } of servers) assert.equal((await fetch(address + link)).status, status)
}

/** What was done stands on the pages of both. */
async function checkPages(db: Db, { servers, due }: { servers: readonly Server[]; due: Due }) {
  for (const [id, status] of [[due.published[0], 200], [due.updated[0], 200], [due.withdrawn[0], 410], [due.embargoed[0], 200]] as const) {
    const path = articleUrl((await articleById(db, id!))!)
    for (const { address = '' } of servers) await until(`${path} answers ${status}`, async () => (await fetch(address + path)).status === status)
  }
}

async function checkOnce(db: Db, { due: { published, updated, withdrawn, embargoed, front, at }, staff }: { due: Due; staff: Staff }) {
  const journal = (subject: string) => db.selectFrom('journal').select('what').where('subject', '=', subject).where('actor', '=', 'schedule').execute()
  const kinds = [
    { ids: published, deed: 'article published', revision: 'published', to_stage: 'published', headline: 'Vorher', state: 'published' }, { ids: updated, deed: 'article brought up to date', revision: 'updated', to_stage: 'updated', headline: 'Nachher', state: 'published' },
    { ids: withdrawn, deed: 'article withdrawn', revision: 'withdrawn', to_stage: 'withdrawn', headline: 'Vorher', state: 'withdrawn' }, { ids: embargoed, deed: 'embargo ended', revision: null, to_stage: 'published', headline: 'Vorher', state: 'published' },
  ]
  for (const { ids, deed, revision, to_stage, headline, state } of kinds) for (const id of ids) {
    const article = (await articleById(db, id))!
    const moves = await db.selectFrom('stage_moves').select(['stage_moves.id', 'to_stage']).where('article_id', '=', id).where('moved_by', 'is', null).execute()
    const notices = await db.selectFrom('move_notices').select(['reader_id', 'by_mail']).where('move_id', 'in', [-1, ...moves.map((move) => move.id)]).where('reader_id', '=', staff.watcher).execute()
    const revisions = await db.selectFrom('revisions').select('kind').where('article_id', '=', id).where('saved_by', '=', 'schedule').execute()
    const schedules = await db.selectFrom('article_schedules').select('outcome').where('article_id', '=', id).execute()
    assert.deepEqual(
      { headline: article.headline, state: article.state, journal: (await journal(`article:${id}`)).map(({ what }) => what).filter((what) => what !== 'article revised'), moves: moves.map((move) => move.to_stage), notices, revisions: revisions.map(({ kind }) => kind), schedules },
      { headline, state, journal: [deed], moves: [to_stage], notices: [{ reader_id: staff.watcher, by_mail: true }], revisions: revision === null ? [] : [revision], schedules: revision === null ? [] : [{ outcome: 'done' }] }, `article ${id}, due ${at.toISOString()}`)
  }
  assert.deepEqual(await journal(`front:section:${front}`), [{ what: 'scheduled front published' }])
}

/** Those in the outboxes of both, each once however often it was handed over, and those that wait. */
async function mailsMade(db: Db, folders: readonly string[]): Promise<number> {
  const gone = new Set(folders.flatMap((folder) => (existsSync(join(folder, 'outbox')) ? readdirSync(join(folder, 'outbox')) : [])))
  return gone.size + (await db.selectFrom('mails').select('id').execute()).length
}
async function mailsTold(db: Db): Promise<number> {
  return (await db.selectFrom('move_notices').select('move_id').where('mailed_at', 'is not', null).execute()).length
}

/** Of what fired while a process was there that had been there all the time: how late it was. */
async function latestInTime(db: Db): Promise<number> {
  const { rows: [row] } = await sql<{ late: number }>`select coalesce(max(first), 0)::float as late from (select min(extract(epoch from ended_at - fires_at) * 1000) as first from article_schedules where outcome = 'done' group by fires_at) as each`.execute(db)
  return Math.round(row?.late ?? 0)
}
