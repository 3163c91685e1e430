// Pages that a client has told of and may go on telling of. Which these are stands in memory alone, under a hash that ends with the process.
import { hash, randomBytes } from 'node:crypto'

/** A page that was silent for so long is closed. */
const openForMs = 30 * 60_000
/** Who says nothing for longer may be elsewhere: beats come every 15 seconds, or some such. */
const mostSeconds = 60

interface OpenPage { at: number; isTold: boolean }

export interface OpenPages {
  /** False where this very page is open already: the same hit has come twice. */
  open(id: string, at: number): boolean
  /** Seconds since the page was last heard of, and whether that is the first time; undefined where it is not open. */
  prolong(id: string, at: number): { seconds: number; isFirst: boolean } | undefined
}

export function createOpenPages(most = 20_000): OpenPages {
  const key = randomBytes(16).toString('hex')
  const pages = new Map<string, OpenPage>()
  const named = (id: string) => hash('sha256', `${key}\0${id}`, 'base64url').slice(0, 20)

  function found(name: string, at: number): OpenPage | undefined {
    const page = pages.get(name)
    return page && at - page.at <= openForMs ? page : undefined
  }

  function put(name: string, page: OpenPage) {
    pages.delete(name)
    pages.set(name, page)
    if (pages.size > most) for (const oldest of pages.keys()) { pages.delete(oldest); break }
  }

  return {
    open(id, at) {
      const name = named(id)
      const isNew = found(name, at) === undefined
      if (isNew) put(name, { at, isTold: false })
      return isNew
    },
    prolong(id, at) {
      const name = named(id)
      const page = found(name, at)
      if (!page) return undefined
      put(name, { at: Math.max(at, page.at), isTold: true })
      return { seconds: Math.min(mostSeconds, Math.max(0, Math.round((at - page.at) / 1_000))), isFirst: !page.isTold }
    },
  }
}
