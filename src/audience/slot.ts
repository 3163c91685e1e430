// A slot is a place on the front page that leads to an article: lead, main-2, s7-1. Each teaser says its own in an
// attribute, which the page's script tells when it is followed; so a click is known by what the reader saw, however old
// the page was that they had open.

export interface Placed {
  slot: string
  article_id: number
  /** The test of its headline that the page was printed in, and the slice of time that it was printed for. */
  tested?: { test_id: number; slice: number }
}

/** lead.42, or lead.42.7.5890123 where its headline is tested. */
export const placedPattern = /^([a-z][a-z0-9]{0,11}(?:-\d{1,2})?)\.([1-9]\d{0,14})(?:\.([1-9]\d{0,8})\.(\d{1,9}))?$/

export function asAttribute({ slot, article_id, tested }: Placed): string {
  return [slot, article_id, ...(tested ? [tested.test_id, tested.slice] : [])].join('.')
}

/** Undefined for what is no slot. */
export function placedIn(attribute: string): Placed | undefined {
  const [, slot, article_id, test_id, slice] = placedPattern.exec(attribute) ?? []
  if (slot === undefined) return undefined
  const placed = { slot, article_id: Number(article_id) }
  return test_id === undefined ? placed : { ...placed, tested: { test_id: Number(test_id), slice: Number(slice) } }
}
