// Nobody reads one page sixty times in a minute: whoever asks for its image so often, or sends a hit that was caught again and
// again, is left out from then on. Where readers are not told from each other nobody can be seen to repeat anything.
import type { CountedPage, Hit } from './hit.ts'

/** Of one reader, one page and one minute. An office behind one address, with one browser, is a single reader, and far below. */
const most = 60

/** Of hits that are taken in together. */
export function withoutRepetition(hits: readonly Hit[]): Hit[] {
  const seen = new Map<string, number>()
  return hits.map((hit) => {
    if (hit.kind !== 'view' || hit.reader === null) return hit
    const name = `${hit.reader} ${hit.minute} ${nameOf(hit.page)}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times > most ? { kind: 'left_out', minute: hit.minute, why: 'repeated' } : hit
  })
}

function nameOf(page: CountedPage): string | number {
  return 'article_id' in page ? page.article_id : page.path
}
