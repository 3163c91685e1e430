// Node strips types from .ts by itself but refuses .tsx; this hook compiles JSX at load and keeps the result,
// under the hash of its source, beside Node's own compile cache.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as Oxc from 'oxc-transform'

const cache = join(process.env.LITFASS_CACHE ?? join(tmpdir(), 'litfass-cache'), 'tsx')
const settings = { lang: 'tsx', sourcemap: true, jsx: { runtime: 'automatic', importSource: 'hono/jsx' } } as const
const named = /^\.\.?\/.*\.(tsx?|m?js)$/
let oxc: typeof Oxc | undefined

registerHooks({
  // Our own imports name their file in full, and so do those within packages that are modules. Node would look for it on the disk all the
  // same, and for the package it belongs to, with a third of the time that a start takes.
  resolve(name, context, next) {
    if (!context.parentURL || !named.test(name)) return next(name, context)
    const { href: url } = new URL(name, context.parentURL)
    if (/tsx?$/.test(name)) return { url, format: 'module-typescript', shortCircuit: true }
    return url.includes('/node_modules/') ? { url, shortCircuit: true } : next(name, context)
  },
  load(url, context, next) {
    if (url.endsWith('.ts') && !url.includes('/node_modules/')) return { format: 'module-typescript', source: readFileSync(fileURLToPath(url), 'utf8'), shortCircuit: true }
    if (!url.endsWith('.tsx')) return next(url, context)
    const path = fileURLToPath(url)
    return { format: 'module', source: compiled(path, readFileSync(path, 'utf8')), shortCircuit: true }
  },
})

function compiled(path: string, source: string): string {
  const kept = join(cache, `${createHash('sha256').update(path).update(source).digest('hex').slice(0, 32)}.js`)
  try {
    return readFileSync(kept, 'utf8')
  } catch {
    const code = transform(path, source)
    try {
      mkdirSync(cache, { recursive: true })
      // Written under a name of its own first: another process may be reading.
      writeFileSync(`${kept}.${process.pid}`, code)
      renameSync(`${kept}.${process.pid}`, kept)
    } catch { /* a cache that cannot be written only costs time */ }
    return code
  }
}

function transform(path: string, source: string): string {
  oxc ??= process.getBuiltinModule('module').createRequire(import.meta.url)('oxc-transform') as typeof Oxc
  const { code, map, errors } = oxc.transformSync(path, source, settings)
  if (errors.length > 0) throw new SyntaxError(errors.map((e) => e.codeframe ?? e.message).join('\n'))
  return map ? `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}` : code
}
