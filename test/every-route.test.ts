// Every row of the table of routes, asked by everybody who must not, and with what nobody should send. What stands in
// the table later is asked the same way without a word here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissions, roles, type Permission } from '../src/people/permissions.ts'
import { routes, sockets } from '../src/routes.ts'
import type { Route } from '../src/base/web/route.ts'
import { house, type Answer, type House } from './house.ts'
import { makeArticle } from './makers.ts'
import { makeAccount, type Account } from './people-makers.ts'
import { seed, share } from './share.ts'

type Asking = { path: string; route: Route; cookie?: string; form?: Record<string, string> | string }

/** An address of a route: each parameter is what `fill` says. */
function addressOf({ path }: Route, fill: (name: string) => string): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(fill(name)))
}

function ask(t: House, { path, route, cookie, form = {} }: Asking): Promise<Answer> {
  return route.method === 'POST' ? t.send(path, form, cookie) : t.open(path, cookie)
}

const guarded = routes.filter(({ guard }) => guard.name.startsWith('staff '))
const own = routes.filter(({ guard }) => guard.name === 'reader')
const permissionOf = ({ guard }: Route) => guard.name.slice('staff '.length) as Permission
const told = ({ method, path }: Route) => `${method} ${path}`

function isSentToSignIn({ status, headers }: Answer): boolean {
  return status === 303 && (headers.get('location') ?? '').startsWith('/sign-in')
}

test('each address stands once in the table for each way of asking', () => {
  const all = routes.map(told)
  assert.deepEqual(all.filter((one, n) => all.indexOf(one) !== n), [])
})

test('there are routes for staff and for readers to ask', () => {
  assert.ok(guarded.length > 0 && own.length > 0)
  assert.deepEqual(guarded.filter((route) => !(permissionOf(route) in permissions)).map(told), [])
})

test('nobody but staff keeps a connection open both ways', () => {
  assert.deepEqual(sockets.filter(({ guard }) => !(guard.name.startsWith('staff ') && guard.name.slice('staff '.length) in permissions)).map(({ path }) => path), [])
  assert.ok(sockets.length > 0)
})

test('who is not signed in, and staff who have proven themselves in one way only, come to nothing that is not for them', house(async (t) => {
  const half = await makeAccount(t.db, { roles: ['admin', 'chief_editor', 'moderator', 'publisher'], factors: ['link'] })
  const wrong: string[] = []
  for (const route of [...guarded, ...own]) {
    const path = addressOf(route, () => '1')
    if (!isSentToSignIn(await ask(t, { path, route }))) wrong.push(`nobody: ${told(route)}`)
    if (guarded.includes(route) && !isSentToSignIn(await ask(t, { path, route, cookie: half.cookie }))) wrong.push(`one factor: ${told(route)}`)
  }
  assert.deepEqual(wrong, [])
}))

test('a reader, and staff of any role without the permission, are refused what needs it', house(async (t) => {
  const reader = await makeAccount(t.db)
  const staff = new Map<string, Account>()
  for (const role of roles) staff.set(role, await makeAccount(t.db, { roles: [role] }))
  const wrong: string[] = []
  for (const route of guarded) {
    const allowed: readonly string[] = permissions[permissionOf(route)]
    const others = [reader, ...[...staff].filter(([role]) => !allowed.includes(role)).map(([, account]) => account)]
    for (const { cookie, name } of others) {
      const { status } = await ask(t, { path: addressOf(route, () => '1'), route, cookie })
      if (status !== 403) wrong.push(`${name}: ${told(route)} answers ${status}`)
    }
  }
  assert.deepEqual(wrong, [])
}))

const junk = ['0', '-1', '99999999999999', '99999999999999999999', '%', '', '../../etc/passwd', "1' or '1'='1", '<script>', 'a\nb\u202e', 'null', '__proto__']
const long = 'ß'.repeat(30_000)

test(`no address and no form that anybody makes up breaks a page (SEED=${seed})`, house(async (t) => {
  const article = await makeArticle(t.db, { slug: 'am-tor', headline: 'Am Tor' })
  const anybody = await makeAccount(t.db)
  const everybody = await makeAccount(t.db, { roles: [...roles] })
  const broken: string[] = []
  const tell = (route: Route, { status }: Answer, what: string) => { if (status >= 500 && status !== 503) broken.push(`${told(route)}: ${status} for ${what}`) }
  for (const [number, route] of routes.entries()) {
    const takesWords = route.method === 'POST' || route.path.includes(':') || route.query.length > 0
    for (const [n, word] of takesWords ? share([...junk.entries()], { of: 3, turn: seed + number }) : [[0, junk[0] ?? '']] as const) {
      // One word in all places, and by turns where the rest is right: what lies deeper is reached, too.
      const right: Record<string, string> = { section: article.section_slug, article: `am-tor-${article.id}`, slug: article.section_slug }
      const path = addressOf(route, (name) => (n % 2 === 0 ? word : right[name] ?? word))
      const query = route.query.length > 0 ? `?${new URLSearchParams(route.query.map((name) => [name, word]))}` : ''
      // Nobody, a reader and staff by turns: who may do most comes furthest, and most often.
      const cookie = route.guard.name === 'anyone' ? undefined : [everybody.cookie, anybody.cookie, everybody.cookie, undefined][n % 4]
      tell(route, await attempt(t, { path: path + query, route, ...(cookie ? { cookie } : {}), form: formOf(word) }), JSON.stringify(word))
    }
    if (route.method === 'POST') tell(route, await attempt(t, { path: addressOf(route, (name) => (name === 'article' ? `am-tor-${article.id}` : '1')), route, cookie: everybody.cookie, form: longForm }), `${long.length} letters`)
  }
  assert.deepEqual(broken, [])
}))

/** The names that fields of ours have, each with the same word in it. */
const fields = ['body', 'name', 'mail_address', 'mail', 'id', 'ids', 'kind', 'clause', 'reason', 'text', 'next', 'until', 'days', 'quote_from', 'quote_to', 'parent_id', 'decision', 'role', 'code', 'credential', 'pattern', 'action', 'mode', 'how', 'explanation', 'outcome', 'answer', 'slug', 'headline', 'state', 'language', 'from', 'to']
function formOf(word: string): Record<string, string> {
  return Object.fromEntries(fields.map((name) => [name, word]))
}

const longForm = new URLSearchParams(formOf(long)).toString()

/** A page that throws counts as a 500: here nobody catches it. */
async function attempt(t: House, asking: Asking): Promise<Answer> {
  try {
    return await ask(t, asking)
  } catch (error) {
    return { status: 500, html: String(error), bytes: Buffer.from(''), headers: new Headers() }
  }
}

test('what is not for everyone is kept by no press and no browser', house(async (t) => {
  const everybody = await makeAccount(t.db, { roles: [...roles] })
  const kept: string[] = []
  for (const route of routes.filter(({ method, guard }) => method === 'GET' && guard.name !== 'anyone')) {
    const { headers } = await attempt(t, { path: addressOf(route, () => '1'), route, cookie: everybody.cookie })
    if (headers.has('surrogate-key') || /public|max-age=[1-9]/.test(headers.get('cache-control') ?? '')) kept.push(told(route))
  }
  assert.deepEqual(kept, [])
}))
