// Runs a test against the whole app on a transaction of its own, rolled back at the end. Each test file has a database
// of its own: two transactions that take the same slugs in another order would wait for each other.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Db } from '../src/base/db/db.ts'
import type { PaymentConfig, WireConfig } from '../src/base/config.ts'
import { folderFiles, type Files } from '../src/base/files/files.ts'
import { serve } from '../src/base/web/route.ts'
import { safeOf } from '../src/base/safe/safe.ts'
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
  /** The folder where mails land. */
  outbox: string
  now: Date
  /** Empty: a test puts the providers in that it needs. */
  payments: PaymentConfig
  /** Hosts in private networks that may be asked for wires: none, unless a test puts its own in. */
  wires: WireConfig
  /** `cookie` as `makeAccount` gives it: whoever is signed in there. */
  open(path: string, cookie?: string, headers?: Record<string, string>): Promise<Answer>
  /** A text is a form that is written as one already: a long one that is sent again and again takes longer to write than to answer. */
  send(path: string, form: Record<string, string | string[]> | string, cookie?: string): Promise<Answer>
  /** The same for a form with files. */
  upload(path: string, form: FormData, cookie?: string): Promise<Answer>
}

export function house(body: (t: House) => Promise<void>) {
  return async () => {
    const trx = await db.startTransaction().execute()
    const now = new Date('2026-03-01T12:00:00Z')
    const broke = (error: unknown) => { throw error }
    const files = folderFiles(folder)
    const outbox = join(folder, 'outbox')
    const payments: PaymentConfig = {}
    const wires: WireConfig = { folder: join(folder, 'wires'), hosts: [] }
    const app = serve(routes, { safe: safeOf([Buffer.alloc(32, 7)]), live: { answer: () => new Response(null, { status: 204 }) }, db: trx, files, site: { url: 'http://paper.test', mining: { reserved: true, policy: '' }, crawlers: ['search', 'user'], isLocal: true, outbox, wires }, payments, clock: () => now, errors: errorPages, broke })
    const ask = async (path: string, init: RequestInit): Promise<Answer> => {
      const response = await app.request(path, init)
      const bytes = Buffer.from(await response.arrayBuffer())
      return { status: response.status, html: bytes.toString(), bytes, headers: response.headers }
    }
    try {
      await body({
        db: trx, files, outbox, now, payments, wires,
        open: (path, cookie, headers = {}) => ask(path, { headers: { ...headers, ...(cookie ? { cookie } : {}) } }),
        upload: (path, form, cookie) => ask(path, { method: 'POST', body: form, headers: cookie ? { cookie } : {} }),
        send: (path, form, cookie) => ask(path, { method: 'POST', body: typeof form === 'string' ? form : fields(form), headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', ...(cookie ? { cookie } : {}) } }),
      })
    } finally {
      await trx.rollback().execute()
    }
  }
}

function fields(form: Record<string, string | string[]>): URLSearchParams {
  return new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])))
}
