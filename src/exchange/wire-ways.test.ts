// The ways in: a source is asked, and what it has is taken once, whatever breaks in between.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as connection, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { house, type House } from '../../test/house.ts'
import { freshDatabase } from '../../test/database.ts'
import { imapDouble } from '../../test/imap-double.ts'
import { makeArticle, makeSection, noon } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { drawn, withIptc } from '../../test/pictures.ts'
import { makeWire, ninjs, rss, wireIn } from '../../test/wire-makers.ts'
import { folderFiles } from '../base/files/files.ts'
import { safeOf } from '../base/safe/safe.ts'
import { askDueWires, askWire, pauseOf } from './wire-asking.ts'
import { clearWires } from './wire-clearing.ts'
import { folderPicture, takeFolder } from './wire-folder.ts'
import { takeMailbox } from './wire-mailbox.ts'
import { secretPlace } from './wire-source.ts'
import { wireItemById } from './reads/wire-items.ts'
import { takeInto } from './wire-takeover.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-wires-'))
const servers: Server[] = []
after(() => {
  rmSync(folder, { recursive: true })
  for (const server of servers) { server.close(); server.closeAllConnections() }
})
async function serving(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
const safe = safeOf([Buffer.alloc(32, 7)])
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const asking = (now = noon, hosts = ['127.0.0.1']) => ({ site: { wires: { folder, hosts } }, files: folderFiles(join(folder, 'files')), safe, now })
const headlines = async ({ db }: House) => (await db.selectFrom('wire_items').select('headline').orderBy('id').execute()).map(({ headline }) => headline)
/** A file that has lain there for a while. */
function lay(path: string, content: string | Buffer) {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  const old = new Date(performance.timeOrigin + performance.now() - 60_000)
  utimesSync(path, old, old)
}

test('an address is asked with name and password, and not sent again what has not changed', house(async (t) => {
  const asked: (string | undefined)[][] = []
  const port = await serving(({ headers }, response) => {
    asked.push([headers.authorization, headers['if-none-match']])
    if (headers['if-none-match'] === '"a"') response.writeHead(304).end()
    else response.writeHead(200, { etag: '"a"' }).end(rss([{}]))
  })
  const wire = await makeWire(t.db, { address: `http://127.0.0.1:${port}/feed`, proof: 'password', user_name: 'paper' })
  await t.db.updateTable('wires').set({ secret_sealed: safe.seal('hunter2', secretPlace(wire.id)) }).where('id', '=', wire.id).execute()
  assert.deepEqual(await askWire(t.db, { wire_id: wire.id }, asking()), { came: 1, wrong: '' })
  // Not before it is time, and then nothing is new.
  assert.equal(await askWire(t.db, { wire_id: wire.id }, asking(later(1))), undefined)
  assert.deepEqual(await askWire(t.db, { wire_id: wire.id }, asking(later(6))), { came: 0, wrong: '' })
  const basic = `Basic ${Buffer.from('paper:hunter2').toString('base64')}`
  assert.deepEqual(asked, [[basic, undefined], [basic, '"a"']])
}))

test('a source that fails is asked less and less often, and says why', house(async (t) => {
  const port = await serving((_, response) => response.writeHead(503).end())
  const wire = await makeWire(t.db, { address: `http://127.0.0.1:${port}/`, every_seconds: 300 })
  assert.deepEqual(await askWire(t.db, { wire_id: wire.id }, asking()), { came: 0, wrong: 'the answer is 503' })
  const row = await t.db.selectFrom('wires').selectAll().where('id', '=', wire.id).executeTakeFirstOrThrow()
  assert.deepEqual([row.failures, row.next_at, row.claimed_until], [1, later(10), null])
  assert.deepEqual([0, 1, 2, 3, 9].map((failures) => pauseOf(300, failures)), [300, 600, 1_200, 2_400, 3_600])
  assert.equal(pauseOf(86_400, 5), 86_400)
  // A private one is refused before anything is sent there.
  const inner = await makeWire(t.db, { address: `http://127.0.0.1:${port}/` })
  assert.deepEqual(await askWire(t.db, { wire_id: inner.id }, asking(noon, [])), { came: 0, wrong: '127.0.0.1 is in a private network' })
  const editor = await makeAccount(t.db, { roles: ['editor'] })
  assert.match((await t.open('/desk/wires', editor.cookie)).html, /Um 2 Quellen muss sich jemand kümmern/)
}))

test('one process asks at a time, and a claim whose process died runs out', house(async (t) => {
  const wire = await makeWire(t.db, { way: 'folder', address: 'claimed' })
  await t.db.updateTable('wires').set({ claimed_until: later(3) }).where('id', '=', wire.id).execute()
  assert.equal(await askWire(t.db, { wire_id: wire.id, isForced: true }, asking()), undefined)
  assert.deepEqual(await askWire(t.db, { wire_id: wire.id }, asking(later(4))), { came: 0, wrong: '' })
}))

test('files of a folder are taken once and moved aside, and what cannot be read lies beside its reason', house(async (t) => {
  const wire = await makeWire(t.db, { way: 'folder', address: 'agency', every_seconds: 5 })
  const at = (name: string) => join(folder, 'agency', name)
  lay(at('1.json'), ninjs())
  lay(at('2.xml'), '<newsItem')
  lay(at('3.json.part'), ninjs({ uri: 'urn:half' }))
  lay(at('4.txt'), 'Hallo')
  const outcome = await askWire(t.db, { wire_id: wire.id }, asking())
  assert.equal(outcome?.came, 1)
  assert.match(outcome?.wrong ?? '', /refused\/2\.xml: .*; refused\/4\.txt: this is neither/)
  assert.deepEqual(readdirSync(join(folder, 'agency')).sort(), ['3.json.part', 'done', 'refused'])
  assert.deepEqual(readdirSync(at('refused')).sort(), ['2.xml', '2.xml.reason.txt', '4.txt', '4.txt.reason.txt'])
  assert.match(readFileSync(at('refused/4.txt.reason.txt'), 'utf8'), /neither XML nor JSON nor a mail/)
  renameSync(at('3.json.part'), at('3.json'))
  lay(at('1.json'), ninjs({ version: '2', text: ['Neu.'] }))
  const { came, wrong } = (await askWire(t.db, { wire_id: wire.id, isForced: true }, asking(later(1))))!
  // What lies there is said until somebody has looked after it; the folder is looked into as often as ever.
  assert.ok(came === 2 && wrong.includes('refused/2.xml'))
  assert.deepEqual((await t.db.selectFrom('wires').select(['failures', 'next_at']).where('id', '=', wire.id).executeTakeFirstOrThrow()), { failures: 0, next_at: new Date(later(1).getTime() + 5_000) })
  assert.deepEqual(readdirSync(at('done')).sort(), ['1.json', '2-1.json', '3.json'])
  rmSync(at('refused'), { recursive: true })
  assert.equal((await askWire(t.db, { wire_id: wire.id, isForced: true }, asking(later(2))))?.wrong, '')
}))

test('a picture that lies beside a text is a file there, and no link to elsewhere', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'litfass-wire-'))
  writeFileSync(join(folder, 'there.jpg'), 'bytes')
  symlinkSync(join(folder, 'there.jpg'), join(folder, 'link.jpg'))
  symlinkSync('/dev/zero', join(folder, 'endless.jpg'))
  assert.equal((await folderPicture(folder, 'file:../x/there.jpg'))?.toString(), 'bytes')
  for (const name of ['link.jpg', 'endless.jpg']) assert.equal(await folderPicture(folder, name), undefined, name)
  rmSync(folder, { recursive: true })
})

test('a file that is still being written is left alone until it is whole', async () => {
  const growing = join(folder, 'growing')
  mkdirSync(growing, { recursive: true })
  writeFileSync(join(growing, 'a.json'), ninjs().slice(0, 100))
  const looking = takeFolder({ folder: growing, now: noon, keep: async () => assert.fail('taken too early') })
  const writing = setInterval(() => writeFileSync(join(growing, 'a.json'), ' ', { flag: 'a' }), 200)
  assert.deepEqual(await looking, { came: 0, refused: [] })
  clearInterval(writing)
  assert.ok(existsSync(join(growing, 'a.json')))
})

test('texts are committed before a file is moved: a crash in between takes nothing twice and loses nothing', house(async (t) => {
  const wire = await makeWire(t.db, { way: 'folder', address: 'crash' })
  const path = join(folder, 'crash', '1.json')
  lay(path, ninjs())
  await assert.rejects(takeFolder({ folder: join(folder, 'crash'), now: noon, keep: async () => { throw new Error('the database is away') } }), /away/)
  assert.ok(existsSync(path))
  assert.equal((await askWire(t.db, { wire_id: wire.id }, asking()))?.came, 1)
  // As after a kill between commit and move.
  renameSync(join(folder, 'crash', 'done', '1.json'), path)
  assert.equal((await askWire(t.db, { wire_id: wire.id, isForced: true }, asking(later(1))))?.came, 0)
  assert.deepEqual(await headlines(t), ['Rat will das Depot behalten'])
  assert.ok(!existsSync(path))
}))

const mail = (subject: string, id: string) => `From: Presse <presse@woerth.example>\r\nSubject: ${subject}\r\nMessage-ID: <${id}@woerth.example>\r\nDate: Sun, 01 Mar 2026 12:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${subject}: mehr steht hier.\r\n`

test('unread mails of a mailbox are taken, and marked as read only once they are kept', house(async (t) => {
  const box = await imapDouble([mail('Strasse gesperrt', '1'), mail('Fest verschoben', '2')])
  const wire = await makeWire(t.db, { way: 'mailbox', address: `imap://127.0.0.1:${box.port}/INBOX`, proof: 'password', user_name: 'wire' })
  const sealed = (password: string) => t.db.updateTable('wires').set({ secret_sealed: safe.seal(password, secretPlace(wire.id)) }).where('id', '=', wire.id).execute()
  await sealed('wrong')
  assert.deepEqual(await askWire(t.db, { wire_id: wire.id }, asking()), { came: 0, wrong: 'name or password are wrong' })
  await sealed('secret')
  assert.deepEqual(await askWire(t.db, { wire_id: wire.id, isForced: true }, asking(later(1))), { came: 2, wrong: '' })
  assert.deepEqual(box.mails.map(({ seen }) => seen), [true, true])
  // Unread again, as after a kill before the mark: nothing is taken twice.
  box.mails[0]!.seen = false
  assert.deepEqual(await askWire(t.db, { wire_id: wire.id, isForced: true }, asking(later(2))), { came: 0, wrong: '' })
  assert.deepEqual(await headlines(t), ['Strasse gesperrt', 'Fest verschoben'])
  await box.close()
  assert.match((await askWire(t.db, { wire_id: wire.id, isForced: true }, asking(later(3))))?.wrong ?? '', /./)
  assert.equal((await askWire(t.db, { wire_id: wire.id, isForced: true }, asking(later(9), [])))?.wrong, '127.0.0.1 is in a private network')
}))

test('pictures come with the text, with caption and credit; one that cannot be had is said, and the text comes all the same', house(async (t) => {
  const jpeg = await drawn(900, 600).jpeg().toBuffer()
  const port = await serving(({ url }, response) => (url === '/p.jpg' ? response.end(jpeg) : response.writeHead(404).end()))
  const picture = (href: string, caption: string) => ({ name: caption, type: 'picture', uri: `urn:${caption}`, by: 'Jo Ott/wa', copyrightnotice: '© wa', descriptions: [{ role: 'caption', value: caption }], renditions: [{ name: 'r', href, contenttype: 'image/jpeg', width: 900 }] })
  const [section, author] = [await makeSection(t.db), await makeAccount(t.db, { roles: ['author'] })]
  t.wires.hosts.push(`127.0.0.1:${port}`)
  const wire = await makeWire(t.db, { way: 'command' })
  await wireIn(t.db, wire, ninjs({ associations: [picture(`http://127.0.0.1:${port}/p.jpg`, 'Das Depot'), picture(`http://127.0.0.1:${port}/gone.jpg`, 'Weg'), picture('http://169.254.169.254/x.jpg', 'Innen')] }))
  const item = await t.db.selectFrom('wire_items').selectAll().executeTakeFirstOrThrow()
  const taken = await t.send(`/desk/wires/${item.id}/taking`, { section: section.slug }, author.cookie)
  assert.equal(taken.headers.get('location'), `/desk/wires/${item.id}?done=missing`)
  const article = await t.db.selectFrom('articles').innerJoin('pictures', 'pictures.id', 'lead_picture_id').select(['articles.id', 'caption', 'credit_person', 'credit_agency', 'rights', 'body']).executeTakeFirstOrThrow()
  assert.deepEqual([article.caption, article.credit_person, article.credit_agency, article.rights], ['Das Depot', 'Jo Ott', 'wa', '© wa'])
  assert.match(JSON.stringify(article.body), /gone\.jpg/)
  const page = (await t.open(taken.headers.get('location')!, author.cookie)).html
  assert.match(page, /the answer is 404/)
  assert.match(page, /169\.254\.169\.254 is in a private network/)
}))

test('pictures of a mail wait beside their text, come into the library with what the file says of them, and go when nobody took them', house(async (t) => {
  const [section, author] = [await makeSection(t.db), await makeAccount(t.db, { roles: ['author'] })]
  const jpeg = withIptc(await drawn(900, 600).jpeg().toBuffer(), [[80, 'Jo Ott'], [110, 'wa'], [120, 'Das Fest']])
  const plain = await drawn(800, 600).jpeg().toBuffer()
  const part = (name: string, bytes: Buffer) => `--b\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename=${name}\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`
  const withPictures = (id: string, ...parts: string[]) => `From: Presse <presse@woerth.example>\r\nSubject: Fest ${id}\r\nMessage-ID: <${id}@woerth.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nDas Fest ${id} beginnt.\r\n${parts.join('')}--b--\r\n`
  const wire = await makeWire(t.db, { way: 'command' })
  await wireIn(t.db, wire, withPictures('eins', part('fest-am-fluss.jpg', jpeg), part('kahn.jpg', plain)), noon, t.files)
  await wireIn(t.db, wire, withPictures('zwei', part('kahn.jpg', plain)), noon, t.files)
  const aside = async () => (await t.db.selectFrom('wire_attachments').select('hash').execute()).map(({ hash }) => hash)
  assert.equal((await aside()).length, 2)
  const [item] = await t.db.selectFrom('wire_items').selectAll().orderBy('id').execute()
  assert.match((await t.open(`/desk/wires/${item!.id}`, author.cookie)).html, /2 Bilder[\s\S]*fest-am-fluss\.jpg/)
  const taken = await t.send(`/desk/wires/${item!.id}/taking`, { section: section.slug }, author.cookie)
  assert.match(taken.headers.get('location')!, /^\/desk\/articles\/\d+$/)
  const pictures = await t.db.selectFrom('pictures').select(['name', 'caption', 'credit_person', 'credit_agency']).orderBy('id').execute()
  assert.deepEqual(pictures, [{ name: 'fest-am-fluss', caption: 'Das Fest', credit_person: 'Jo Ott', credit_agency: 'wa' }, { name: 'kahn', caption: '', credit_person: '', credit_agency: '' }])
  const article = await t.db.selectFrom('articles').leftJoin('pictures', 'pictures.id', 'lead_picture_id').select(['name', 'body']).executeTakeFirstOrThrow()
  assert.ok(article.name === 'fest-am-fluss' && JSON.stringify(article.body).includes('"picture":"kahn"'))
  // The one that another text still names stays, until that is cleared away, too.
  await clearWires(t.db, { site: {}, files: t.files, now: later(2 * 1_440) })
  const [left, ...more] = await aside()
  assert.ok(more.length === 0 && await t.files.has(`uploads/${left!}`))
  await clearWires(t.db, { site: {}, files: t.files, now: later(30 * 1_440) })
  assert.deepEqual([await aside(), await t.files.has(`uploads/${left!}`)], [[], false])
}))

test('a place for pictures that is slow holds up no other source, and who is killed before the text is kept leaves a file that is cleared away', async () => {
  const { db, drop } = await freshDatabase()
  try {
    const there = folderFiles(join(folder, 'slow'))
    const [slow, plain] = [await makeWire(db, { way: 'command', name: 'Presse' }), await makeWire(db, { name: 'Agentur' })]
    const { promise: isPutting, resolve: putting } = Promise.withResolvers<void>()
    const { promise: release, reject: kill } = Promise.withResolvers<void>()
    const bucket = { ...there, put: async (...given: Parameters<typeof there.put>) => { await there.put(...given); putting(); await release } }
    const mail = `From: Presse <presse@woerth.example>\r\nSubject: Fest\r\nMessage-ID: <fest@woerth.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nDas Fest beginnt.\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename=a.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n${(await drawn(90, 60).jpeg().toBuffer()).toString('base64')}\r\n--b--\r\n`
    const coming = wireIn(db, slow, mail, noon, bucket).catch((error: Error) => error.message)
    await isPutting
    assert.equal(await wireIn(db, plain, ninjs(), noon, there), 1)
    kill(new Error('killed'))
    assert.equal(await coming, 'killed')
    const [{ hash } = { hash: '' }] = await db.selectFrom('wire_attachments').select('hash').execute()
    const cleared = async (minutes: number) => { await clearWires(db, { site: {}, files: there, now: later(minutes) }); return !(await there.has(`uploads/${hash}`)) }
    assert.deepEqual([await there.has(`uploads/${hash}`), await cleared(60)], [true, false])
    // Brought again it lies there for its text.
    assert.equal(await wireIn(db, slow, mail, later(90), there), 1)
    assert.equal(await cleared(2 * 1_440), false)
    await db.updateTable('wire_items').set({ pictures: '[]' }).execute()
    assert.equal(await cleared(4 * 1_440), true)
    assert.deepEqual(await db.selectFrom('wire_attachments').selectAll().execute(), [])
  } finally {
    await drop()
  }
})

test('a source that does not answer holds up no other, and each is waited for only so long', async () => {
  const { db, drop } = await freshDatabase()
  try {
    // One takes the connection and never says a word, one begins and never ends.
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    const endless = createServer((_, response) => { response.writeHead(200).write('<rss>') }).listen(0, '127.0.0.1')
    servers.push(silent, endless)
    const quick = await serving(({ url }, response) => response.end(rss([{ guid: url ?? '', title: `Meldung ${url ?? ''}`, text: `<p>Text ${url ?? ''}</p>` }])))
    const at = (server: Server, path = '/') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
    for (const address of [at(silent), at(endless)]) await makeWire(db, { address })
    for (let n = 0; n < 6; n++) await makeWire(db, { address: `http://127.0.0.1:${quick}/${n}` })
    const asked = askDueWires(db, asking())
    const came = async () => (await db.selectFrom('wires').select('id').where('came_at', 'is not', null).execute()).length
    while (await came() < 6) await sleep(50)
    const waiting = () => db.selectFrom('wires').select(['wrong', 'failures']).where('asked_at', 'is', null).execute()
    assert.equal((await waiting()).length, 2, 'the two that hang are still being asked when all others have come')
    await asked
    const failed = await db.selectFrom('wires').select(['wrong', 'failures', 'claimed_until']).where('failures', '>', 0).execute()
    assert.deepEqual(failed, Array.from({ length: 2 }, () => ({ wrong: 'it took too long to answer', failures: 1, claimed_until: null })))
  } finally {
    await drop()
  }
})

test('the clock does not wait for those that wait for their turn already, and these are asked as of when it comes', house(async (t) => {
  const [held, looked] = [Promise.withResolvers<never[]>(), Promise.withResolvers<void>()]
  const asked: string[] = []
  const resolver = (host: string) => { if (asked.push(host) === 4) looked.resolve(); return held.promise }
  for (let n = 0; n < 5; n++) await makeWire(t.db, { address: `https://agency-${n}.example/` })
  const first = askDueWires(t.db, { ...asking(), resolver })
  await looked.promise
  await sleep(1_100)
  // It would stand behind the fifth, which waits for one of the four.
  const second = await Promise.race([askDueWires(t.db, { ...asking(), resolver }).then(() => 'nothing to ask'), sleep(10_000, 'waits', { ref: false })])
  held.resolve([])
  await first
  assert.deepEqual([second, asked.length], ['nothing to ask', 5])
  const times = await t.db.selectFrom('wires').select('asked_at').where('failures', '=', 1).execute()
  assert.equal(times.length, 5)
  assert.equal(times.filter(({ asked_at }) => asked_at! >= new Date(noon.getTime() + 1_000)).length, 1)
}))

test('whoever takes a text into an article and the source that sends its next version do not wait for each other', async () => {
  const { db, drop } = await freshDatabase()
  try {
    const [{ id: article_id }, wire, who] = [await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null }), await makeWire(db), await makeAccount(db, { roles: ['editor'] })]
    await wireIn(db, wire, ninjs())
    const item = (await wireItemById(db, (await db.selectFrom('wire_items').select('id').executeTakeFirstOrThrow()).id))!
    let taking: Promise<unknown> = Promise.resolve()
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('wire_items').set({ is_latest: false }).execute()
      taking = takeInto(db, { item, article_id, taken_by: { id: who.id, roles: ['editor'] }, by_mail: false }, { files: folderFiles(folder), wires: undefined, act: { by: `staff:${who.id}`, now: noon } })
      for (let waits = 0; waits === 0;) waits = Number((await sql<{ n: number }>`select count(*) as n from pg_locks where not granted`.execute(tx)).rows[0]?.n)
      // As a notice does that tells of the article.
      await sql`select from articles where id = ${article_id} for key share nowait`.execute(tx)
    })
    assert.deepEqual(await taking, { article_id, missing: 0 })
  } finally {
    await drop()
  }
})

test('a mailbox that stops answering is left after a while', async () => {
  const silent = connection((socket) => { socket.on('error', () => {}).write('* OK ready\r\n') }).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const mailbox = { host: '127.0.0.1', port, tls: false, folder: 'INBOX' }
  await assert.rejects(takeMailbox({ mailbox, user: 'wire', password: 'secret', reach: { hosts: ['127.0.0.1'] }, keep: async () => assert.fail(), ms: 500 }), /^Error: it took too long to answer$/)
  silent.close()
})

test('a folder is one below the folder of wires, however its name got there', house(async (t) => {
  const wire = await makeWire(t.db, { way: 'folder', address: '../elsewhere' })
  assert.deepEqual(await askWire(t.db, { wire_id: wire.id }, asking()), { came: 0, wrong: 'this is no name of a folder' })
  assert.ok(!existsSync(join(folder, '..', 'elsewhere')))
}))

test('a source is set up at the desk and asked at once; its secret is shown to nobody', house(async (t) => {
  const chief = await makeAccount(t.db, { roles: ['chief_editor'] })
  const section = await makeSection(t.db, { name: 'Sport' })
  const port = await serving((_, response) => response.end(rss([{ category: 'Fußball' }])))
  t.wires.hosts.push(`127.0.0.1:${port}`)
  const form = { name: 'Hafenblatt', way: 'url', address: `http://127.0.0.1:${port}/feed`, proof: 'password', user_name: 'paper', secret: 'hunter2', agency: '', language: 'de', section: '', mappings: `Fußball = ${section.slug}`, every_seconds: '300', is_on: 'on' }
  const wrong = await t.send('/desk/wires/sources/new', { ...form, name: '', address: 'http://a:b@x.example/', mappings: 'Fußball = nirgends', every_seconds: '1' }, chief.cookie)
  assert.equal(wrong.status, 422)
  for (const said of [/braucht einen Namen/, /keine Adresse wie/, /„Fußball = nirgends“ ist nicht/, /Von 5 Sekunden/]) assert.match(wrong.html, said)
  assert.doesNotMatch(wrong.html, /hunter2/)
  const saved = await t.send('/desk/wires/sources/new', form, chief.cookie)
  const path = saved.headers.get('location')!.split('?')[0]!
  assert.doesNotMatch((await t.open(path, chief.cookie)).html, /hunter2/)
  const [row] = await t.db.selectFrom('wires').selectAll().execute()
  assert.ok(!row!.secret_sealed!.toString('latin1').includes('hunter2'))
  const asked = await t.send(`${path}/asking`, {}, chief.cookie)
  assert.match((await t.open(asked.headers.get('location')!, chief.cookie)).html, /Abgerufen: ein neuer Text/)
  assert.equal((await t.db.selectFrom('wire_items').selectAll().executeTakeFirstOrThrow()).section_id, section.id)
  // The secret stays when the form is saved without one, and goes with its use.
  await t.send(path, { ...form, secret: '' }, chief.cookie)
  assert.ok((await t.db.selectFrom('wires').selectAll().executeTakeFirstOrThrow()).secret_sealed)
  await t.send(path, { ...form, secret: '', proof: 'none' }, chief.cookie)
  assert.equal((await t.db.selectFrom('wires').selectAll().executeTakeFirstOrThrow()).secret_sealed, null)
  assert.equal((await t.send('/desk/wires/sources/new', { ...form, name: 'HAFENBLATT' }, chief.cookie)).status, 422)
  assert.equal((await t.send('/desk/wires/sources/new', { ...form, name: 'Ordner', way: 'folder', address: '../etc' }, chief.cookie)).status, 422)
}))
