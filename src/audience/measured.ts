// What the script on a page adds to its sums: how long it was read, how far, from where, and to where its reader left.
import { z } from 'zod'
import { jsonOf } from '../base/json.ts'
import { paths } from '../urls.ts'
import type { CountedPage } from './hit.ts'
import { sourceOf, type Source } from './referrer.ts'
import { placedIn, placedPattern, type Placed } from './slot.ts'

export interface Measured {
  kind: 'measured'
  minute: number
  page: CountedPage
  /** Whether this is the first that is heard of the view. */
  isFirst: boolean
  /** Of attention since the last time. */
  seconds: number
  /** Tenths of the text that were newly reached: those after `from_depth`, up to `depth`. */
  from_depth: number
  depth: number
  /** With the first only. */
  source: Source | null
  /** Hosts of links outwards that were followed. */
  leaving: string[]
  /** With the first only: an appeal stands on the page. */
  asks?: true
  /** Since the last time the appeal's button has come in sight. */
  in_sight?: true
  /** Of a page with slots, with the first: those whose headlines are tested. */
  shown?: Placed[]
  /** Slots from which its reader went on; each once. */
  clicks?: Placed[]
}

export const longestTelling = 2_048

const tenths = z.int().min(0).max(10)
const placed = z.array(z.string().max(60).regex(placedPattern)).max(10)
const Telling = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{1,12}$/), step: z.int().min(0).max(1_000), article: z.int().min(0).max(1e15), path: z.string().max(500),
  // Who reads on for longer than an hour without a pause is counted as an hour.
  seconds: z.int().min(0).max(86_400).transform((seconds) => Math.min(seconds, 3_600)),
  from_depth: tenths, depth: tenths, leaving: z.array(z.string().regex(/^[a-z0-9.-]{1,100}$/)).max(5), referrer: z.string().max(1_500).optional(),
  asks: z.boolean().optional(), in_sight: z.boolean().optional(),
  shown: placed.optional(), clicks: placed.optional(),
}).refine(({ from_depth, depth }) => from_depth <= depth)

interface Around { minute: number; pageAt: (path: string) => CountedPage; host: string }

/** What a page's script said; undefined where it makes no sense. `id` and `step` tell whether it was said before, and are not kept. */
export function measuredIn(text: string, { minute, pageAt, host }: Around): { id: string; step: number; measured: Measured } | undefined {
  const told = Telling.safeParse(jsonOf(text))
  if (!told.success) return undefined
  const { id, step, article, path, seconds, from_depth, depth, leaving, referrer = '', asks, in_sight, shown, clicks = [] } = told.data
  return {
    id, step,
    measured: {
      kind: 'measured', minute, page: article > 0 ? { article_id: article } : pageAt(path), isFirst: step === 0, seconds, from_depth, depth,
      source: step === 0 ? withoutKeys(sourceOf(referrer, host), pageAt) : null, leaving,
      ...(asks && step === 0 ? { asks } : {}), ...(in_sight ? { in_sight } : {}),
      ...(shown && step === 0 ? { shown: shown.flatMap((one) => placedIn(one) ?? []) } : {}), ...(clicks.length > 0 ? { clicks: clicks.flatMap((one) => placedIn(one) ?? []) } : {}),
    },
  }
}

/** A path of the paper's own may hold somebody's key, too. */
function withoutKeys(source: Source, pageAt: Around['pageAt']): Source {
  if (source.kind !== 'own') return source
  const page = pageAt(source.name)
  return { kind: 'own', name: 'path' in page && page.path !== paths.article ? page.path : source.name }
}

/** Remembers, for a while, what was said of which view: what is said again is not counted again. */
export function createOnce(most = 20_000) {
  const last = new Map<string, number>()
  return (id: string, step: number): boolean => {
    if ((last.get(id) ?? -1) >= step) return false
    last.delete(id)
    last.set(id, step)
    if (last.size > most) for (const oldest of last.keys()) { last.delete(oldest); break }
    return true
  }
}
