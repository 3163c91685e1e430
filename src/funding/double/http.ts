// The parts of HTTP that both stand-ins share: what was asked, and what is answered.
export interface Asked { method: string; path: string; query: URLSearchParams; body: string; headers: Record<string, string | string[] | undefined>; origin: string }
export interface Answer { status: number; body: string; headers?: Record<string, string> }

export function json(body: unknown, status = 200): Answer {
  return { status, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

/** The first pattern that fits, with what stands for its names: /v1/refunds/:id. */
export function matched<H>(table: readonly (readonly [method: string, pattern: string, handle: H])[], { method, path }: Asked): { handle: H; parts: string[] } | undefined {
  for (const [wanted, pattern, handle] of table) {
    const fit = wanted === method && new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`).exec(path)
    if (fit) return { handle, parts: fit.slice(1) }
  }
  return undefined
}
