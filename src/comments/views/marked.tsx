import type { Child } from 'hono/jsx'

/** A text as it was written, with the places marked; `places` are pairs of from and up to, which may lie over each other. */
export function Marked({ text, places, lang }: { text: string; places: number[]; lang?: string | undefined }) {
  return <div class="said" lang={lang}>{paragraphs(text).map(({ from, to }) => <p>{pieces(text, { from, to, places })}</p>)}</div>
}

function paragraphs(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const match of text.matchAll(/(?:[^\n]|\n(?!\s*\n))+/g)) {
    const from = match.index + match[0].length - match[0].trimStart().length
    if (match[0].trim()) found.push({ from, to: match.index + match[0].length })
  }
  return found
}

function pieces(text: string, { from, to, places }: { from: number; to: number; places: number[] }): Child[] {
  const children: Child[] = []
  let at = from
  for (const [begin, end] of merged(places)) {
    const [first, last] = [Math.max(begin, at), Math.min(end, to)]
    if (first >= last) continue
    children.push(...lines(text.slice(at, first)), <mark>{lines(text.slice(first, last))}</mark>)
    at = last
  }
  return [...children, ...lines(text.slice(at, to))]
}

function lines(text: string): Child[] {
  return text.split('\n').flatMap((line, n) => (n === 0 ? [line] : [<br />, line]))
}

/** Pairs in their order, those that touch as one. */
export function merged(places: number[]): [number, number][] {
  const pairs = places.flatMap((from, i): [number, number][] => (i % 2 === 0 ? [[from, places[i + 1] ?? from]] : [])).toSorted(([a], [b]) => a - b)
  const whole: [number, number][] = []
  for (const [from, to] of pairs) {
    const last = whole.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else whole.push([from, to])
  }
  return whole
}
