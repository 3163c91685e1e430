// Runs a test against the whole app on a transaction of its own, rolled back at the end. Each test file has a database
// of its own: two transactions that take the same slugs in another order would wait for each other.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Db } from '../src/base/db/db.ts'
import { folderFiles, type Files } from '../src/base/files/files.ts'
import { newKey } from '../src/base/secrets/keys.ts'
import { createSecrets, type Secrets } from '../src/base/secrets/secrets.ts'
import { serve } from '../src/base/web/route.ts'
import { routes } from '../src/routes.ts'
import { errorPages } from '../src/site/pages/errors.tsx'
import { freshDatabase } from './database.ts'

const { db, drop } = await freshDatabase()
const folder = mkdtempSync(join(tmpdir(), 'litfass-files-'))
after(async () => {
  await drop()
  rmSync(folder, { recursive: true })
})

export interface Answer { status: number; html: string; bytes: Buffer; headers: Headers }
export interface House {
  db: Db
  files: Files
  secrets: Secrets
  /** The folder where mails land. */
  outbox: string
  now: Date
  /** `cookie` as `makeAccount` gives it: whoever is signed in there. */
  open(path: string, cookie?: string, headers?: Record<string, string>): Promise<Answer>
  send(path: string, form: Record<string, string | string[]>, cookie?: string): Promise<Answer>
}

export function house(body: (t: House) => Promise<void>) {
  return async () => {
    const trx = await db.startTransaction().execute()
    const now = new Date('2026-03-01T12:00:00Z')
    const broke = (error: unknown) => { throw error }
    const files = folderFiles(folder)
    const secrets = createSecrets({ own: newKey() })
    const outbox = join(folder, 'outbox')
    const app = serve(routes, { live: { answer: () => new Response(null, { status: 204 }) }, db: trx, files, secrets, site: { url: 'http://paper.test', mining: { reserved: true, policy: '' }, crawlers: ['search', 'user'], isLocal: true, outbox }, clock: () => now, errors: errorPages, broke })
    const ask = async (path: string, init: RequestInit): Promise<Answer> => {
      const response = await app.request(path, init)
      const bytes = Buffer.from(await response.arrayBuffer())
      return { status: response.status, html: bytes.toString(), bytes, headers: response.headers }
    }
    try {
      await body({
        db: trx, files, secrets, outbox, now,
        open: (path, cookie, headers = {}) => ask(path, { headers: { ...headers, ...(cookie ? { cookie } : {}) } }),
        send: (path, form, cookie) => ask(path, { method: 'POST', body: fields(form), headers: cookie ? { cookie } : {} }),
      })
    } finally {
      await trx.rollback().execute()
    }
  }
}

function fields(form: Record<string, string | string[]>): URLSearchParams {
  return new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])))
}
