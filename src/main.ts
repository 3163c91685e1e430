// The program: its commands, each bound to what it runs. Code is loaded only by the command that needs it.
import { fileURLToPath } from 'node:url'
import { jobs, schedules, ticks } from './jobs.ts'
import { now } from './base/time.ts'
import { isLoopback, type Config } from './base/config.ts'
import { runCommand, type Command, type Task } from './base/commands/command.ts'
import { openFiles } from './base/files/files.ts'
import type { Database } from './base/db/open.ts'
import type { Process } from './base/process.ts'

const commands: Command[] = [
  {
    name: 'start', usage: '[--empty]', does: 'Opens the paper: brings the database up to date, serves pages, does background work.',
    options: { empty: { type: 'boolean', does: 'do not fill an empty paper with the demonstration edition' } },
    run: (task) => lasting(task, { opening: { name: 'start', kind: 'paper' }, ...web, ...work, beforeOpening: pretendPaymentsFirst, ...(task.options.empty ? {} : fill) }),
  },
  { name: 'web', does: 'Serves pages only; for several processes on one database.', run: (task) => lasting(task, { opening: { name: 'web', kind: 'part' }, ...web }) },
  { name: 'work', does: 'Does background work only.', run: (task) => lasting(task, { opening: { name: 'work', kind: 'part' }, ...work }) },
  { name: 'migrate', does: 'Brings the database up to date, and ends.', run: migrateOnly },
  {
    name: 'import wxr', usage: 'FILE [--media FOLDER] [--report FILE]', does: 'Takes over an export of WordPress: articles, pages, people, topics, comments, pictures.',
    options: {
      media: { type: 'string', does: 'the folder with the former site’s uploads; without it pictures stay marked places' },
      report: { type: 'string', does: 'writes the report to this file as well, as JSON' },
    },
    words: [1, 1],
    run: async (task) => (await import('./exchange/commands/import-wxr.ts')).importWxrFile(task),
  },
  {
    name: 'import logs', usage: 'FILE…', does: 'Counts the views in a web server’s logs (combined format, or JSON of nginx, Apache or Caddy; also packed by gzip), each line once.', words: [1, 10_000],
    run: async (task) => (await import('./audience/commands/import-logs.ts')).importLogs(task, await publicRoutes()),
  },
  {
    name: 'import audience', usage: 'FILE', does: 'Takes over daily figures that Plausible, Umami or Matomo have counted, from their CSV or Plausible’s zip.', words: [1, 1],
    run: async (task) => (await import('./audience/commands/import-audience.ts')).importAudience(task, await publicRoutes()),
  },
  {
    name: 'wire', usage: '[--source NAME] < FILE', does: 'Takes a mail or a file of a wire (RSS, Atom, ninjs, NewsML-G2, NITF) from the standard input into the inbox of wires.',
    options: { source: { type: 'string', does: 'the source it comes from, as it is set up at the desk; without it one called Mail' } },
    run: async (task) => (await import('./exchange/commands/wire.ts')).takeWire(task),
  },
  {
    name: 'export', usage: 'FILE', does: 'Writes the whole paper into an archive in the format tar, while it runs or not; FILE may be - for the standard output.', words: [1, 1],
    run: async (task) => (await import('./exchange/commands/export.ts')).exportToFile(task),
  },
  {
    name: 'import archive', usage: 'FILE', does: 'Fills an empty paper with all that is in an archive: a file, or the folder it was unpacked to.', words: [1, 1],
    run: async (task) => (await import('./exchange/commands/import-archive.ts')).importArchiveFile(task),
  },
  {
    name: 'generate supporters', usage: '[--count N] [--years N] [--seed N]', does: 'Gives a paper without supporters a past with invented ones: their pledges and money, through the books.',
    options: {
      count: { type: 'string', does: 'how many people; 1,000 when not given' },
      years: { type: 'string', does: 'over how many years until now they have come; 2 when not given' },
      seed: { type: 'string', does: 'a number: the same one makes the same people, who do the same' },
    },
    run: async (task) => (await import('./exchange/commands/generate-supporters.ts')).generateSupportersNow(task),
  },
  {
    name: 'generate', usage: '[--articles N] [--comments N] [--seed N] [--years N] [--until DAY]', does: 'Fills an empty paper with invented articles and comments, to measure and test with.',
    options: {
      articles: { type: 'string', does: 'how many articles; 1,000 when not given' },
      comments: { type: 'string', does: 'how many comments; 10,000 when not given' },
      seed: { type: 'string', does: 'a number: the same one makes the same paper' },
      years: { type: 'string', does: 'over how many years the articles are spread; 20 when not given' },
      until: { type: 'string', does: 'the day before which the last of them is published, as 2026-11-01' },
    },
    run: async (task) => (await import('./exchange/commands/generate.ts')).generate(task),
  },
  {
    name: 'staff add', usage: 'MAIL --role ROLE [--name NAME]', does: 'Makes somebody staff, while the paper runs or not, and prints a link that signs them in.',
    options: {
      role: { type: 'string', does: 'author, editor, chief_editor, fact_checker, lawyer, moderator, fundraiser, bookkeeper, publisher or admin; several parted by commas' },
      name: { type: 'string', does: 'what they are called, if they have no account yet' },
    },
    words: [1, 1],
    run: async (task) => (await import('./people/commands/staff.ts')).addStaffMember(task),
  },
  {
    name: 'staff reset', usage: 'MAIL', does: 'Removes passkeys, app and recovery codes of somebody who has lost them, and prints a link that signs them in.', words: [1, 1],
    run: async (task) => (await import('./people/commands/staff.ts')).resetStaffMember(task),
  },
  {
    name: 'ledger check', does: 'Looks whether every euro is explained: entries, statements, files, payments and dues agree. Ends with status 1 where they do not.',
    run: async (task) => (await import('./funding/commands/ledger.ts')).checkLedgerNow(task),
  },
  {
    name: 'reseal', does: 'After a change of the key: seals anew what a former key has sealed, while the paper runs or not, so that the former key can go.',
    run: async (task) => {
      const [{ resealAll }, { sealedColumns }] = await Promise.all([import('./base/commands/reseal.ts'), import('./funding/sealed-columns.ts')])
      return resealAll(task, sealedColumns)
    },
  },
  {
    name: 'token add', usage: 'NAME [--figures]', does: 'Makes a token by which a program may count for others at /matomo.php, or read figures at /api/audience, and prints it once.', words: [1, 1],
    options: { figures: { type: 'boolean', does: 'a token that reads the desk’s figures, and does not count' } }, run: async (task) => (await import('./audience/commands/token.ts')).addToken(task),
  },
  {
    name: 'token remove', usage: 'NAME [--figures]', does: 'Makes such a token worthless.', words: [1, 1],
    options: { figures: { type: 'boolean', does: 'one that reads figures' } }, run: async (task) => (await import('./audience/commands/token.ts')).removeNamedToken(task),
  },
  { name: 'token list', does: 'Lists such tokens by kind and name.', run: async (task) => (await import('./audience/commands/token.ts')).listTokens(task) },
  {
    name: 'totals verify', usage: 'ADDRESS|FILE… [--key NAME]', does: 'Verifies the signed daily totals of a paper: from its address, or from files that were kept of /statistics/totals.json.', words: [1, 1_000],
    options: { key: { type: 'string', does: 'the name of the first key, where you have kept it' } }, run: async (task) => (await import('./audience/commands/verify-totals.ts')).verifyTotals(task),
  },
  {
    name: 'backup', usage: 'DIR [--keep N] [--pictures]', does: 'Keeps a backup of the paper in the folder DIR, while it runs or not.',
    options: {
      keep: { type: 'string', does: 'removes all but the newest N backups afterwards' },
      pictures: { type: 'boolean', does: 'for an outside database, which this does not keep: says that only pictures are meant' },
    },
    words: [1, 1],
    run: async (task) => {
      const [{ backup }, { keptFiles }] = await Promise.all([import('./base/commands/backup.ts'), import('./articles/reads/kept-files.ts')])
      return backup(task, keptFiles)
    },
  },
  {
    name: 'restore', usage: 'DIR [--backup NAME] [--to FOLDER] [--list] [--check]', does: 'Puts a backup from the folder DIR into an empty data folder.',
    options: {
      backup: { type: 'string', does: 'which one; without it the newest' },
      to: { type: 'string', does: 'the data folder to make; without it LITFASS_DATA' },
      list: { type: 'boolean', does: 'only lists the backups' },
      check: { type: 'boolean', does: 'only checks all sums of the backup' },
    },
    words: [1, 1],
    run: async (task) => (await import('./base/commands/restore.ts')).restore(task),
  },
]

const web = {
  web: async (task: Task) => {
    const [{ openWeb }, { serve }, { routes, sockets }, { anyone }, { toPrintAhead }, { errorPages: errors, awayPage: away }, { createLive }, { arrivals }, { openCounting }, { lastRolled }, { createSockets }] = await Promise.all([
      import('./base/web/web.ts'), import('./base/web/route.ts'), import('./routes.ts'), import('./people/guards.ts'), import('./site/ahead.ts'), import('./site/pages/errors.tsx'),
      import('./base/web/live.ts'), import('./comments/reads/arrivals.ts'), import('./audience/counting.ts'), import('./audience/reads/live.ts'), import('./base/web/sockets.ts'),
    ])
    const broke = (error: unknown, id: string) => task.log.error({ err: error, id }, 'a page broke')
    return openWeb(task, async ({ db }, safe) => {
      const live = createLive({ look: (tag) => (tag === 'audience' ? lastRolled(db) : arrivals(db, Number(tag.split(':')[1]))) })
      const isPublic = ({ guard }: (typeof routes)[number]) => guard === anyone
      return {
        app: serve(routes, { safe, live, db, files: openFiles(task.config, task.log), site: siteOf(task.config), payments: task.config.payments, clock: now, errors, broke }),
        routes, isPublic, ahead: () => toPrintAhead(db, now()), away: () => away(db), live,
        sockets: createSockets(sockets, { db, site: siteOf(task.config), clock: now, log: task.log, proxies: task.config.proxies }),
        counter: await openCounting(task.config, { db, routes, isPublic, clock: now }, task.log),
      }
    })
  },
  beforeOpening: async ({ db }: Database, { config }: Task, address: string) => {
    const path = await (await import('./people/demonstration.ts')).demonstrationLink(db, siteOf(config), now())
    if (path !== undefined) process.stdout.write(`\nTo try out the newsroom's side, open this link: it signs you in as an editor, once, within 15 minutes.\n${address}${path}\n\n`)
  },
} satisfies Partial<Process>

async function publicRoutes() {
  const [{ routes }, { anyone }] = await Promise.all([import('./routes.ts'), import('./people/guards.ts')])
  return { routes, isPublic: ({ guard }: (typeof routes)[number]) => guard === anyone }
}

// The only process that is pages and work at once, and so the only one that knows the stand-in in both.
async function pretendPaymentsFirst(database: Database, task: Task, address: string) {
  const { config, log } = task
  const { payments, data } = config
  const { demonstrationPayments } = await import('./funding/double/demonstration.ts')
  const pretended = await demonstrationPayments(database.db, { payments, data, isLocal: siteOf(config).isLocal, address })
  if (pretended) {
    Object.assign(payments, pretended.payments)
    log.info({ url: pretended.url }, 'no payment provider is set up: a stand-in takes pretended payments')
  }
  await web.beforeOpening(database, task, address)
}

function siteOf({ url, host, mining, crawlers, mail, wires }: Config) {
  return { ...(mail.server ? {} : { outbox: mail.outbox }), url, mining, crawlers, wires, isLocal: isLoopback(host) && isLoopback(new URL(url).hostname) }
}

const work = { jobs, schedules, ticks, firstJobs: ['catch-up'] } satisfies Partial<Process>

const fill = {
  fill: async (database, { config, log }, safe) => {
    const { db } = database
    const { isUntouched } = await import('./exchange/reads/archive.ts')
    if (!(await isUntouched(db))) return
    const [{ openArchive }, { importArchive }, { PaperNotEmpty }, { showParts }, { afterBulkWork }, { describePaper }, { giveDemonstrationSupporters, giveDemonstrationReaders }, { giveDemonstrationDesk }, { atomically }, { frontPlaces }] = await Promise.all([
      import('./exchange/archive-source.ts'), import('./exchange/archive-import.ts'), import('./exchange/empty-paper.ts'), import('./base/progress.ts'), import('./base/db/upkeep.ts'),
      import('./articles/paper.ts'), import('./exchange/demonstration.ts'), import('./exchange/demonstration-desk.ts'), import('./base/db/db.ts'), import('./site/front-places.tsx'),
    ])
    log.info('the paper is empty: it is filled with the demonstration edition')
    const source = await openArchive(fileURLToPath(new URL('../demo/', import.meta.url)))
    const progress = showParts()
    try {
      await atomically(db, async (tx) => {
        await importArchive(tx, { source, files: openFiles(config, log), progress: progress.at })
        await giveDemonstrationDesk(tx, { now: now(), files: openFiles(config, log) })
        await giveDemonstrationSupporters(tx, { now: now(), safe, site: siteOf(config), progress: (done, total) => progress.at('weeks of supporters', done, total) })
        await giveDemonstrationReaders(tx, { places: await frontPlaces(tx, now()), now: now() })
      })
    } catch (error) {
      // Another process has filled it meanwhile.
      if (!(error instanceof PaperNotEmpty)) throw error
    } finally {
      progress.end()
    }
    await describePaper(db, { demonstration: true })
    await afterBulkWork(database)
  },
} satisfies Partial<Process>

async function lasting(task: Task, process: Process) {
  const { runProcess } = await import('./base/process.ts')
  await runProcess(task, process)
}

async function migrateOnly({ config, log }: Task) {
  const { openDatabase } = await import('./base/db/open.ts')
  const { bringUpToDate } = await import('./base/db/up-to-date.ts')
  const database = await openDatabase(config, { name: 'migrate', kind: 'errand' }, log)
  try {
    const ran = await bringUpToDate(database, log)
    process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `Done: ${ran.join(', ')}\n`)
  } finally {
    await database.close()
  }
}

process.exit(await runCommand(commands, process.argv.slice(2)))
