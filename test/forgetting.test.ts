// What is forgotten is forgotten: a paper as its operator runs it is read by a thousand readers, and then everything it
// keeps is searched for them, and for the salt of a day that is over.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { backupsIn, done } from './backing-up.ts'
import { prepared } from './prepared.ts'
import { connected, databaseProcesses, removeFolder, run, stopped, temporaryFolder, until, type Program } from './program.ts'
import { ask } from './served.ts'

const folder = temporaryFolder()
const [data, backups, archive] = [join(folder, 'data'), join(folder, 'backups'), join(folder, 'paper.tar')]
const origin = 'http://paper.test'
let isRunning = false
let paper: Program
let home: string
let client: Awaited<ReturnType<typeof connected>>

async function start() {
  paper = run(['start', '--empty'], { data, env: { LITFASS_PROXIES: '127.0.0.1', LITFASS_LOG: 'debug', LITFASS_URL: origin } })
  home = await paper.open()
  client = await connected(data)
  isRunning = true
}
async function stop() {
  isRunning = false
  await client.end()
  await stopped(paper)
  await until('its database is gone', () => databaseProcesses(data).length === 0)
}

before(async () => {
  await prepared(data)
  await start()
})
after(async () => {
  if (isRunning) await stop()
  removeFolder(folder)
})

/** The files below a folder in which any of these bytes stand. */
function filesWith(root: string, needles: Buffer[]): string[] {
  return globSync('**/*', { cwd: root }).filter((name) => {
    const path = join(root, name)
    if (!existsSync(path) || !statSync(path).isFile()) return false
    const bytes = name.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)
    return needles.some((needle) => bytes.includes(needle))
  })
}

/** All rows of all tables, as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await client.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
  const texts: string[] = []
  for (const { name } of tables) texts.push((await client.query<{ all: string }>(`select coalesce(string_agg(t::text, E'\\n'), '') as all from ${name} t`)).rows[0]?.all ?? '')
  return texts.join('\n')
}

/** What each of the readers has in common with the others and nobody else has: an address, an agent, a language, a time, words of an address. */
const traits = ['198.18.', '2001:db8:7e57:', 'Wiedererkannt/', 'tlh-QX', 'Geheimwort']

async function read(n: number): Promise<number> {
  const address = n % 2 === 0 ? `198.18.${n >> 8}.${n & 255}` : `2001:db8:7e57:${n.toString(16)}::1`
  const { status } = await ask(home, '/seen.gif', { headers: {
    'x-forwarded-for': address, 'user-agent': `Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Wiedererkannt/${n}.0`, 'accept-language': 'tlh-QX',
    referer: `${origin}/imprint?utm_source=brief&fbclid=Geheimwort${n}`,
  } })
  return status
}

const views = async () => Number((await client.query<{ views: string }>(`select coalesce(sum(views), 0) as views from page_days d join counted_pages p on p.id = d.page_id where p.path = '/imprint'`)).rows[0]?.views)

for (const [n, mode] of (['visit', 'full'] as const).entries()) {
  test(`after a thousand readers no trait of any of them is in database, files or logs (${mode})`, async () => {
    await client.query('update audience_settings set mode = $1', [mode])
    await new Promise((resolve) => setTimeout(resolve, 6_000))
    for (let from = 0; from < 1_000; from += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, one) => read(from + one)))
      assert.ok(answers.every((status) => status === 200))
    }
    // As they lie on the disk before they are added up, and afterwards.
    const needles = traits.map((trait) => Buffer.from(trait))
    assert.deepEqual(filesWith(data, needles), [])
    await until('all are added up', async () => (await views()) === 1_000 * (n + 1), 30_000)
    await client.query('checkpoint')
    const kept = await dump()
    // The search is one that can find.
    assert.ok(kept.includes('/imprint') && kept.includes('tlh') && (mode === 'visit' || kept.includes('brief')))
    assert.ok(filesWith(data, [Buffer.from('/imprint')]).length > 0)
    assert.deepEqual(traits.filter((trait) => kept.includes(trait)), [])
    assert.deepEqual(filesWith(data, needles), [])
    assert.deepEqual(traits.filter((trait) => paper.output().includes(trait)), [])
    assert.doesNotMatch(paper.output(), /seen\.gif/)
    // No time of theirs is kept more exactly than to the hour, but for the minutes of the live view.
    const { rows } = await client.query<{ name: string }>(`select table_name || '.' || column_name as name from information_schema.columns where data_type like 'timestamp%' and table_name ~ '^(page|trait|source|leaving|machine|left_out|live|counted)_'`)
    assert.deepEqual(rows, [])
  })
}

/** As it is, and in the ways in which programs write bytes as text. */
function forms(salt: Buffer): Buffer[] {
  const escaped = [...salt].map((byte) => (byte === 0x5c ? '\\\\' : byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte))).join('')
  return [salt, Buffer.from(salt.toString('hex')), Buffer.from(salt.toString('hex').toUpperCase()), Buffer.from(salt.toString('base64')), Buffer.from(salt.toString('base64url')), Buffer.from(escaped)]
}
const saltNow = async () => (await client.query<{ salt: Buffer }>('select salt from day_salts')).rows.map(({ salt }) => salt)

test('the salt of the day is in no backup, in no archive and in no log, and comes back after its table was lost', async () => {
  const [salt] = await saltNow()
  assert.ok(salt?.length === 32)
  assert.deepEqual((await client.query(`select relpersistence as p from pg_class where relname = 'day_salts'`)).rows, [{ p: 'u' }])
  await done(run(['backup', backups], { data }))
  await done(run(['export', archive], { data }))
  assert.ok(backupsIn(backups).length === 1 && filesWith(backups, [Buffer.from('/imprint')]).length > 0)
  assert.deepEqual(filesWith(backups, forms(salt)), [])
  assert.deepEqual(forms(salt).filter((form) => readFileSync(archive).includes(form)), [])
  assert.ok(forms(salt).every((form) => !paper.output().includes(form.toString('latin1'))))
  // As after a crash of the database, which empties it.
  await client.query('truncate day_salts')
  await until('it is put back', async () => (await saltNow()).length === 1)
  assert.deepEqual(await saltNow(), [salt])
})

test('the salt of a day that is over is nowhere, not even of a paper that was stopped for days', async () => {
  const [salt] = await saltNow()
  assert.ok(salt)
  await client.query(`update day_salts set day = day - 3`)
  await stop()
  // The search is one that can find: until the paper starts again, it lies in the file of its table.
  assert.equal(filesWith(data, forms(salt)).length, 1)
  await start()
  await until('another is in its place', async () => { const [now] = await saltNow(); return now !== undefined && !now.equals(salt) })
  await client.query('vacuum')
  await client.query('checkpoint')
  assert.deepEqual(filesWith(data, forms(salt)), [])
  await stop()
  assert.deepEqual(filesWith(data, forms(salt)), [])
})
