// Which route an address means, and under which key the press keeps its page.
import { TrieRouter } from 'hono/router/trie-router'
import type { Route } from './route.ts'

/** Letters, digits and /._- alone: one page has one such path, and no decoding can make two of it. */
const plainPath = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/(?=[A-Za-z0-9_-])|$))*$/
const plainValue = /^[\w.:-]{1,64}$/

export interface Addresses {
  /** The first route with this method that the path matches, as Hono would choose it. */
  route(method: string, path: string): Route | undefined
  /** The methods by which the path can be asked. */
  methods(path: string): string[]
  /**
   * What the press calls the page: the path, and of the query string only what its route declares, sorted, each once.
   * Undefined when no press may keep it.
   */
  key(address: string): { key: string; route: Route } | undefined
}

export function createAddresses(routes: readonly Route[]): Addresses {
  // Hono's own, so that the press and the program cannot come to different conclusions.
  const router = new TrieRouter<Route>()
  for (const route of routes) router.add(route.method, route.path, route)
  const route = (method: string, path: string) => router.match(method, path)[0][0]?.[0]

  function key(address: string) {
    const mark = address.indexOf('?')
    const path = mark < 0 ? address : address.slice(0, mark)
    if (!plainPath.test(path)) return undefined
    const meant = route('GET', path)
    if (!meant) return undefined
    if (mark < 0) return { key: path, route: meant }
    const query = declaredQuery(meant, address.slice(mark + 1))
    return query === undefined ? undefined : { key: query ? `${path}?${query}` : path, route: meant }
  }

  return { route, key, methods: (path) => ['GET', 'POST', 'PATCH'].filter((method) => route(method, path)).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])) }
}

function declaredQuery(route: Route, text: string): string | undefined {
  const given = new URLSearchParams(text)
  const parts: string[] = []
  for (const name of [...route.query].sort()) {
    const value = given.get(name)
    if (value === null) continue
    if (!plainValue.test(value)) return undefined
    parts.push(`${name}=${value}`)
  }
  return parts.join('&')
}
