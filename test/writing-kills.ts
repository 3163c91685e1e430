// Many who write in one article on two processes, whose connections are cut off and whose processes are killed, again and again.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { connect, type Db } from '../src/base/db/db.ts'
import { address as addressOf, paperRole, places } from '../src/base/db/embedded-files.ts'
import { keyText, newKey } from '../src/base/secrets/keys.ts'
import { writingSince } from '../src/newsroom/reads/writings.ts'
import { openWorkingCopy } from '../src/newsroom/working-copy.ts'
import { openSession } from '../src/people/session.ts'
import { kill } from './killing.ts'
import { documentOf, makeArticle } from './makers.ts'
import { makeAccount } from './people-makers.ts'
import { prepared } from './prepared.ts'
import { removeFolder, run, stopped, temporaryFolder, until, type Program } from './program.ts'
import { seeded } from './random.ts'
import { openWriter, type Writer } from './writer.ts'

/** A process that can be killed and started again. */
export interface Server { address: string | undefined; start(): Promise<void>; kill(): Promise<void>; stop(): Promise<void> }
interface Campaign { seconds: number; kills: number; writers: number; seed: number; /** Of an outside database; without it the first process has its own, which is killed with it. */ url?: string }

const paragraphs = 6
const letters = 'abcdefghijklmnopqrstuvwxyzäöüß'

export async function writeThroughKills({ seconds, kills, writers: many, seed, url }: Campaign): Promise<{ words: number; cuts: number; kept: number }> {
  const random = seeded(seed)
  const folders = [await prepared(), temporaryFolder()] as const
  const servers = serversIn(folders, { url, beside: ['web'] })
  await servers[0].start()
  const { db } = connect({ connectionString: url ?? addressOf(places(folders[0]), 'litfass', paperRole), max: 3 })
  const { id: article } = await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null, headline: 'Zehn schreiben ', body: documentOf(...Array.from({ length: paragraphs }, (_, n) => `Absatz ${n} `)) })
  await servers[1].start()

  const cookies = await Promise.all(Array.from({ length: many }, () => staffCookie(db)))
  const writers = cookies.map((cookie, n) => openWriter({ address: servers[n % 2]?.address ?? '', article, cookie }))
  await Promise.all(writers.map((writer) => writer.connect()))
  let [isOver, isQuiet, cuts, kept] = [false, false, 0, 0]
  const staying = writers.map((writer) => stayConnected(writer, { servers, random, isOver: () => isQuiet }))
  const typing = writers.map((writer, n) => type(writer, { name: letters[n % letters.length] ?? 'x', random, isOver: () => isOver }))
  const cutting = (async () => {
    while (!isOver) {
      await sleep(150 + random() * 600)
      if (isOver) return
      writers[Math.floor(random() * many)]?.cut()
      cuts++
    }
  })()

  for (let n = 1; n <= kills; n++) {
    await sleep((seconds * 1_000) / (kills + 1))
    const server = servers[(n - 1) % 2]
    await server?.kill()
    const told = writers.map((writer) => ({ client: writer.doc.clientID, clock: clockIn(writer.keptState(), writer.doc.clientID) }))
    await server?.start()
    await until('the database is back', () => db.selectFrom('paper').select('id').execute().then(() => true, () => false), 60_000)
    kept += await checkKept(db, article, told)
  }
  await sleep((seconds * 1_000) / (kills + 1))
  isOver = true
  const words = new Set((await Promise.all(typing)).flat())
  await cutting
  // Nobody is cut off any more; who was a moment ago has noticed.
  await sleep(200)
  isQuiet = true
  await Promise.all(staying)
  await checkSame(db, { article, writers, words, servers, cookie: cookies[0] ?? '' })
  for (const writer of writers) writer.leave()
  await db.destroy()
  await servers[1].stop()
  await servers[0].stop()
  folders.forEach(removeFolder)
  return { words: words.size, cuts, kept }
}

/** Two processes on one database: an outside one, or that of the first. `beside`: the command of those that have none of their own. */
export function serversIn(folders: readonly [string, string], { url, beside: words }: { url: string | undefined; beside: string[] }): readonly [Server, Server] {
  const env = { LITFASS_KEY: keyText(newKey()) }
  const first = url === undefined ? serverOf(() => run(['start', '--empty'], { data: folders[0], env }), (program) => kill(program, { data: folders[0], kind: 0 })) : undefined
  const beside = (n: 0 | 1) => serverOf(() => run(words, { data: folders[n], env: { ...env, DATABASE_URL: url ?? addressOf(places(folders[0]), 'litfass') } }))
  return [first ?? beside(0), beside(1)]
}

function serverOf(begin: () => Program, ends = async (program: Program) => { program.signal('SIGKILL'); await program.exited }): Server {
  let program: Program | undefined
  const server: Server = {
    address: undefined,
    async start() {
      program = begin()
      server.address = await program.open(120_000)
    },
    async kill() {
      server.address = undefined
      if (program) await ends(program)
    },
    stop: async () => { if (program) await stopped(program) },
  }
  return server
}

/** The program has a clock of its own: a session of today. */
async function staffCookie(db: Db): Promise<string> {
  const { id } = await makeAccount(db, { roles: ['author'] })
  const { token } = await openSession(db, { reader_id: id, factors: ['link', 'totp'], is_staff: true }, new Date())
  return `litfass=${token}`
}

interface Going { random: () => number; isOver: () => boolean }

/** On whichever process is there. */
async function stayConnected(writer: Writer, { servers, random, isOver }: Going & { servers: readonly Server[] }) {
  while (!isOver() || !writer.isHere()) {
    const there = servers.flatMap(({ address }) => address ?? [])
    if (!writer.isHere() && there.length > 0) await writer.connect(there[Math.floor(random() * there.length)])
    await sleep(50 + random() * 200)
  }
}

/** Letter by letter, at the beginning of a word or at the end of a text; answers the words. */
async function type({ doc }: Writer, { name, random, isOver }: Going & { name: string }): Promise<string[]> {
  const words: string[] = []
  while (!isOver()) {
    const text = random() < 0.1 ? doc.getText('headline') : textsOf(doc)[Math.floor(random() * paragraphs)]
    if (!text) { await sleep(50); continue }
    const word = `${name}${words.length}${name} `
    let at: Y.RelativePosition | undefined
    for (const letter of word) {
      const index = at ? Y.createAbsolutePositionFromRelativePosition(at, doc)?.index ?? 0 : beginning(text, random)
      text.insert(index, letter)
      at = Y.createRelativePositionFromTypeIndex(text, index + 1, -1)
      await sleep(15 + random() * 60)
    }
    words.push(word.trim())
    if (random() < 0.1 && text instanceof Y.XmlText && text.length > 9) text.format(Math.floor(random() * 5), 4, { strong: random() < 0.5 ? {} : null })
  }
  return words
}

function beginning(text: Y.Text, random: () => number): number {
  const said = plain(text)
  const starts = [0, ...[...said.matchAll(/ /g)].map(({ index }) => index + 1)]
  return starts[Math.floor(random() * starts.length)] ?? 0
}

function textsOf(doc: Y.Doc): Y.XmlText[] {
  return doc.getXmlFragment('body').toArray().flatMap((block) => (block instanceof Y.XmlElement ? block.toArray().filter((text) => text instanceof Y.XmlText) : []))
}
function plain(text: Y.Text): string {
  return (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')
}
function allText(doc: Y.Doc): string {
  return [doc.getText('headline'), ...textsOf(doc)].map(plain).join('\n')
}

function clockIn(update: Uint8Array, client: number): number {
  return Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).get(client) ?? 0
}

async function inDatabase(db: Db, article_id: number): Promise<Y.Doc> {
  return openWorkingCopy((await writingSince(db, { article_id, number: -1 })).map(({ update }) => update))
}

/** What somebody was told to be kept before the kill is in the database; answers how many letters and the like these were. */
async function checkKept(db: Db, article: number, told: { client: number; clock: number }[]): Promise<number> {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(await inDatabase(db, article)))
  assert.deepEqual(told.filter(({ client, clock }) => (clocks.get(client) ?? 0) < clock), [])
  return told.reduce((sum, { clock }) => sum + clock, 0)
}

interface Ending { article: number; writers: Writer[]; words: Set<string>; servers: readonly Server[]; cookie: string }

async function checkSame(db: Db, { article, writers, words, servers, cookie }: Ending) {
  await Promise.all(writers.map((writer) => writer.allKept()))
  // A server may still be carrying over words of somebody who is gone.
  let stored = ''
  await until('all have the same text', async () => {
    stored = allText(await inDatabase(db, article))
    return writers.every(({ doc }) => allText(doc) === stored)
  }, 30_000)
  for (const { address } of servers) {
    const late = openWriter({ address: address ?? '', article, cookie })
    assert.equal(await late.connect(), 'here')
    assert.equal(allText(late.doc), stored)
    late.leave()
  }
  const found = stored.split(/\s+/)
  assert.deepEqual([...words].filter((word) => found.filter((one) => one === word).length !== 1), [])
}

/** One process with its database: whatever of it is killed, whenever, what was told to be kept is there afterwards. */
export async function keepThroughKills({ rounds, seed }: { rounds: number; seed: number }): Promise<number> {
  const random = seeded(seed)
  const data = await prepared()
  let [article, kept] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const program = run(['start', '--empty'], { data })
    const address = await program.open(120_000)
    const { db } = connect({ connectionString: addressOf(places(data), 'litfass', paperRole), max: 2 })
    if (round === 0) article = (await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null, body: documentOf('Anfang ') })).id
    const writers = await Promise.all(Array.from({ length: 4 }, async () => openWriter({ address, article, cookie: await staffCookie(db) })))
    await db.destroy()
    await Promise.all(writers.map((writer) => writer.connect()))
    let isOver = false
    const typing = writers.map((writer, n) => type(writer, { name: letters[n] ?? 'x', random, isOver: () => isOver }))
    await until('each was told something', () => writers.every(({ doc, keptState }) => clockIn(keptState(), doc.clientID) > 2), 60_000)
    await sleep(random() * 900)
    await kill(program, { data, kind: round % 3 })
    isOver = true
    await Promise.all(typing)
    const told = writers.map((writer) => ({ client: writer.doc.clientID, clock: clockIn(writer.keptState(), writer.doc.clientID) }))
    for (const writer of writers) writer.leave()
    const again = run(['start', '--empty'], { data })
    await again.open(120_000)
    const { db: after } = connect({ connectionString: addressOf(places(data), 'litfass', paperRole), max: 1 })
    kept += await checkKept(after, article, told)
    await after.destroy()
    await stopped(again)
  }
  removeFolder(data)
  return kept
}
