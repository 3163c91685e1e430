// The slots of a front, in blocks, and how an article placed in one moves the others: pure, for the desk and for what readers see.

export interface Place { article_id: number; /** `lead`, `main`, `s7` for section 7, `hidden`. */ block: string; /** From 1 on. */ position: number; /** Afterwards the slot is filled by rule again. */ until: Date | null }
export interface Slot { block: string; position: number }
interface OfSection { id: number; style: 'news' | 'opinion' }

export const hidden = 'hidden'
/** Above the list of a section or topic: as many as an editor likes, up to this. */
export const top = 'top'
const slotsOf: Readonly<Record<string, number>> = { lead: 1, also: 2, aside: 1, main: 7, feature: 1, [top]: 5 }
/** Of a section's own block: of news, or of opinion. */
const ofSection = { news: 3, opinion: 5 } as const

export function sectionBlock(section_id: number): string {
  return `s${section_id}`
}
/** The section whose own block it is. */
export function sectionOfBlock(block: string): number | undefined {
  const [, id] = /^s([1-9]\d{0,14})$/.exec(block) ?? []
  return id === undefined ? undefined : Number(id)
}

/** The blocks of the paper's front, in the order in which they are read. */
export function paperBlocks(sections: readonly OfSection[]): string[] {
  const of = (style: OfSection['style']) => sections.filter((section) => section.style === style).map(({ id }) => sectionBlock(id))
  return ['lead', 'also', 'aside', 'main', ...of('news'), 'feature', ...of('opinion')]
}

/** How many articles stand in a block; 0 for what is none. Of what is hidden any number. */
export function roomIn(block: string, sections: readonly OfSection[]): number {
  if (block === hidden) return Number.POSITIVE_INFINITY
  const section = sections.find(({ id }) => sectionBlock(id) === block)
  return section ? ofSection[section.style] : slotsOf[block] ?? 0
}

/** Blocks of one slot are called by their name alone, as audience/slot.ts counts them. */
export function slotCalled({ block, position }: Slot): string {
  return slotsOf[block] === 1 || block === hidden ? block : `${block}-${position}`
}
/** Undefined for what is no slot of a front with these blocks. */
export function slotIn(name: string, { blocks, sections }: { blocks: readonly string[]; sections: readonly OfSection[] }): Slot | undefined {
  const [block = '', number = '1'] = name.split('-')
  const position = Number(number)
  if (block === hidden) return { block, position: 1 }
  return blocks.includes(block) && Number.isInteger(position) && position >= 1 && position <= roomIn(block, sections) ? { block, position } : undefined
}

/**
 * Puts an article into a slot. Within its own block it is moved, and what stands between makes room; coming from elsewhere
 * it is put in, and what was placed there and below moves down as far as the first slot that nobody placed anything in. What
 * finds no room any more is placed no longer. Placed anew it stands until it is taken away.
 */
export function placed(places: readonly Place[], article_id: number, { block, position }: Slot, room: number): Place[] {
  const own = places.find((place) => place.article_id === article_id)
  const others = places.filter((place) => place.article_id !== article_id)
  const until = own && own.block === block ? own.until : null
  if (block === hidden) return [...others, { article_id, block, position: 1, until }]
  const slots = Array.from({ length: room }, (_, n): Place | undefined => (own?.block === block && own.position === n + 1 ? own : others.find((place) => place.block === block && place.position === n + 1)))
  const at = position - 1
  const gap = own?.block === block ? own.position - 1 : slots.findIndex((slot, n) => n >= at && slot === undefined)
  slots.splice(gap < 0 ? room - 1 : gap, 1)
  slots.splice(at, 0, { article_id, block, position, until })
  return [...others.filter((place) => place.block !== block), ...slots.flatMap((slot, n): Place[] => (slot ? [{ ...slot, position: n + 1 }] : []))]
}

/** Those that stand now. */
export function standing<P extends { until: Date | null }>(places: readonly P[], now: Date): P[] {
  return places.filter(({ until }) => until === null || until > now)
}

/** Where two layouts differ: what stands in a slot of one and not in the same of the other. */
export function sameLayout(one: readonly Place[], other: readonly Place[]): boolean {
  return one.length === other.length && one.every((place) => other.some((twin) => twin.article_id === place.article_id && twin.block === place.block && (place.block === hidden || twin.position === place.position) && twin.until?.getTime() === place.until?.getTime()))
}
