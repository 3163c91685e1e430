// The program: its commands, each bound to what it runs. Code is loaded only by the command that needs it.
import { fileURLToPath } from 'node:url'
import { jobs } from './jobs.ts'
import { now } from './base/time.ts'
import type { Config } from './base/config.ts'
import { runCommand, type Command, type Task } from './base/commands/command.ts'
import { openFiles } from './base/files/files.ts'
import type { Process } from './base/process.ts'

const commands: Command[] = [
  {
    name: 'start', usage: '[--empty]', does: 'Opens the paper: brings the database up to date, serves pages, does background work.',
    options: { empty: { type: 'boolean', does: 'do not fill an empty paper with the demonstration edition' } },
    run: (task) => lasting(task, { opening: { name: 'start', kind: 'paper' }, ...web, ...work, ...(task.options.empty ? {} : fill) }),
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
]

const web = {
  web: async (task: Task) => {
    const [{ openWeb }, { serve }, { routes }, { anyone }, { toPrintAhead }, { errorPages: errors, awayPage: away }] = await Promise.all([
      import('./base/web/web.ts'), import('./base/web/route.ts'), import('./routes.ts'), import('./people/guards.ts'), import('./site/ahead.ts'), import('./site/pages/errors.tsx'),
    ])
    const broke = (error: unknown, id: string) => task.log.error({ err: error, id }, 'a page broke')
    return openWeb(task, ({ db }) => ({
      app: serve(routes, { db, files: openFiles(task.config, task.log), site: siteOf(task.config), clock: now, errors, broke }),
      routes, isPublic: ({ guard }) => guard === anyone, ahead: () => toPrintAhead(db, now()), away: () => away(db),
    }))
  },
} satisfies Partial<Process>

function siteOf({ url, mining, crawlers }: Config) {
  return { url, mining, crawlers }
}

const work = { jobs } satisfies Partial<Process>

const fill = {
  fill: async ({ db }, { config, log }) => {
    const { isEmpty } = await import('./articles/reads/paper.ts')
    if (!(await isEmpty(db))) return
    const [{ fillFromEdition }, { showProgress }] = await Promise.all([import('./exchange/edition.ts'), import('./base/progress.ts')])
    log.info('the paper is empty: it is filled with the demonstration edition')
    const folder = fileURLToPath(new URL('../demo/', import.meta.url))
    const progress = showProgress('pictures and articles')
    await fillFromEdition(db, { folder, files: openFiles(config), progress: progress.at }, { by: 'demonstration', now: now() })
    progress.end()
  },
} satisfies Partial<Process>

async function lasting(task: Task, process: Process) {
  const { runProcess } = await import('./base/process.ts')
  await runProcess(task, process)
}

async function migrateOnly({ config, log }: Task) {
  const { openDatabase } = await import('./base/db/open.ts')
  const { migrate } = await import('./base/db/migrate.ts')
  const database = await openDatabase(config, { name: 'migrate', kind: 'errand' }, log)
  try {
    const ran = await migrate(database.pool)
    process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `Done: ${ran.join(', ')}\n`)
  } finally {
    await database.close()
  }
}

process.exit(await runCommand(commands, process.argv.slice(2)))
