// What differs between two stretches of text, word by word, as somebody would mark it on paper: not a letter here and there, but
// what was struck out and what was written in its place.
import { diffArrays } from 'diff'
import { countWords, type Token } from './block.ts'

export interface Span {
  kind: 'same' | 'out' | 'in'
  tokens: Token[]
}

/** So many words out and in, and the two have too little in common for anything to be shown as kept. */
const mostChanges = 2_000

/** What is `same` and `out`, in its order, is `before` letter by letter; what is `same` and `in` is `after`. */
export function wordDifference(before: Token[], after: Token[]): Span[] {
  const numbers = new Map<string, number>()
  const [one, other] = [before, after].map((tokens) => tokens.map((token) => numberOf(token, numbers)))
  const changes = one && other ? diffArrays(one, other, { maxEditLength: mostChanges }) : undefined
  if (!changes) return spansOf([{ kind: 'out', tokens: before }, { kind: 'in', tokens: after }])
  let [at, to] = [0, 0]
  const spans = spansOf(changes.map(({ added, removed, count }): Span => {
    if (added) return { kind: 'in', tokens: after.slice(to, to += count) }
    const span: Span = { kind: removed ? 'out' : 'same', tokens: before.slice(at, at += count) }
    if (!removed) to += count
    return span
  }))
  // Blanks first: what they part belongs together.
  return spansOf(withoutIslands(spansOf(withoutIslands(spans, 0)), 2))
}

export function sideOf(spans: Span[], side: 'before' | 'after'): Token[] {
  return spans.flatMap(({ kind, tokens }) => (kind === 'same' || kind === (side === 'before' ? 'out' : 'in') ? tokens : []))
}

function numberOf({ kind, text, marks }: Token, numbers: Map<string, number>): number {
  const key = JSON.stringify([kind, text, marks])
  const number = numbers.get(key) ?? numbers.size
  numbers.set(key, number)
  return number
}

// A comma or a small word or two that were kept between much that was not are no help to whoever reads: they go out and come in again.
function withoutIslands(spans: Span[], most: number): Span[] {
  return spans.flatMap((span, n): Span[] => {
    if (span.kind !== 'same' || n === 0 || n === spans.length - 1) return [span]
    const kept = countWords(span.tokens)
    const around = changedBeside(spans, n)
    const isIsland = kept === 0 ? around > 0 : kept <= most && around >= 4 * kept + 2
    return isIsland ? [{ kind: 'out', tokens: span.tokens }, { kind: 'in', tokens: span.tokens }] : [span]
  })
}

function changedBeside(spans: Span[], n: number): number {
  const beside = [spans[n - 2], spans[n - 1], spans[n + 1], spans[n + 2]]
  const nearest = beside.filter((span, at) => span && span.kind !== 'same' && (at === 1 || at === 2 || beside[at === 0 ? 1 : 2]?.kind !== 'same'))
  return nearest.reduce((sum, span) => sum + countWords(span?.tokens ?? []), 0)
}

/** Between two stretches that were kept stands one that went out, and then one that came in. */
function spansOf(spans: Span[]): Span[] {
  const joined: Span[] = []
  let [out, into]: [Token[], Token[]] = [[], []]
  const flush = () => {
    if (out.length > 0) joined.push({ kind: 'out', tokens: out })
    if (into.length > 0) joined.push({ kind: 'in', tokens: into })
    out = []
    into = []
  }
  for (const { kind, tokens } of spans) {
    if (kind === 'out') out = [...out, ...tokens]
    else if (kind === 'in') into = [...into, ...tokens]
    else {
      flush()
      joined.push({ kind, tokens })
    }
  }
  flush()
  return joined
}
