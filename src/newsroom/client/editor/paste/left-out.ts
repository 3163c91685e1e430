// What was left out of what somebody pasted, by kind and number: it is said, so that nobody finds out from the printed page.

/** In the order in which it is said. Of those that cannot be counted by eye, 1 stands for some. */
export const leftKinds = ['picture', 'frame', 'control', 'comment', 'change', 'link', 'look', 'underline', 'slug'] as const
export type LeftKind = (typeof leftKinds)[number]
export type LeftOut = Partial<Record<LeftKind, number>>

/** Counted by eye. Of the others it is only said that there were some. */
const counted = new Set<LeftKind>(['picture', 'frame', 'comment', 'link'])

export function leave(left: LeftOut, kind: LeftKind, times = 1) {
  left[kind] = counted.has(kind) ? (left[kind] ?? 0) + times : 1
}

/** Messages by name: `picture_one`, `picture_other` with {n}, `look`, and `all` with {list}. */
export type LeftTexts = (name: `${LeftKind}_one` | `${LeftKind}_other` | LeftKind | 'all', values: Record<string, string>) => string

/** Everything in one sentence; empty where nothing was left out. */
export function leftOutText(left: LeftOut, language: string, text: LeftTexts): string {
  const plural = new Intl.PluralRules(language)
  const parts = leftKinds.flatMap((kind) => {
    const n = left[kind] ?? 0
    if (n === 0) return []
    return counted.has(kind) ? [text(`${kind}_${plural.select(n) === 'one' ? 'one' : 'other'}`, { n: n.toLocaleString(language) })] : [text(kind, {})]
  })
  return parts.length === 0 ? '' : text('all', { list: new Intl.ListFormat(language).format(parts) })
}
