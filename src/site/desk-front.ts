// A front at the desk: whose it is, what stands in each of its slots in a draft, and what readers see there now.
import { newest, type Teaser } from '../articles/reads/lists.ts'
import { topicById, type Section, type Topic } from '../articles/reads/paper.ts'
import { picturesById, type ShownPicture } from '../articles/reads/pictures.ts'
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { hidden, paperBlocks, roomIn, sectionBlock, sectionOfBlock, slotCalled, standing, top, type Place, type Slot } from '../newsroom/front-slots.ts'
import { frontRules, layoutNow, ofPaper, type BlockRule, type FrontRule, type FrontOf, type Layout } from '../newsroom/reads/fronts.ts'
import { paths, url } from '../urls.ts'
import type { Edition } from './edition.ts'
import { frontNow } from './front.ts'

export interface DeskFront {
  /** As in addresses of the desk: `paper`, `s7`, `t12`. */
  key: string
  of: FrontOf
  name: string
  /** Where readers see it. */
  address: string
  blocks: string[]
  sections: Section[]
  paper: { language: string; time_zone: string }
  of_section?: Section
  of_topic?: Topic
}

interface Facts { paper: { name: string; language: string; time_zone: string }; sections: Section[] }

/** Undefined for a section or topic that is none. */
export async function deskFront(db: Reads, key: string, { paper, sections }: Facts): Promise<DeskFront | undefined> {
  if (key === 'paper') return { key, of: ofPaper, name: paper.name, address: paths.front, blocks: paperBlocks(sections), sections, paper }
  const [, kind, number = ''] = /^([st])([1-9]\d{0,14})$/.exec(key) ?? []
  const id = Number(number)
  const of_section = kind === 's' ? sections.find((one) => one.id === id) : undefined
  const topic = kind === 't' ? await topicById(db, id) : undefined
  if (of_section) return { key, of: { section_id: id, topic_id: null }, name: of_section.name, address: url(paths.section, { slug: of_section.slug }), blocks: [top], sections, paper, of_section }
  if (topic) return { key, of: { section_id: null, topic_id: id }, name: topic.name, address: url(paths.topic, { slug: topic.slug }), blocks: [top], sections, paper, of_topic: topic }
  return undefined
}

export interface BoardSlot extends Slot {
  /** As it is counted: main-2. */
  name: string
  article: Teaser | undefined
  /** By an editor; else by rule. */
  isPlaced: boolean
  until: Date | null
  /** Something else stands there for readers. */
  isNew: boolean
}
export interface BoardBlock { block: string; title: string; slots: BoardSlot[]; rule: BlockRule | undefined; /** By which it may be filled otherwise than by its own. */ rules: readonly FrontRule[] }
export interface Board {
  blocks: BoardBlock[]
  /** Of a section or topic: what follows the placed ones. */
  list: Teaser[]
  hidden: { article: Teaser; until: Date | null }[]
  pictures: ShownPicture[]
}

/** What stands where under a layout; what readers see if none is given. */
export async function boardOf(db: Reads, front: DeskFront, { layout: given, now, t }: { layout?: Layout; now: Date; t: T }): Promise<Board> {
  const layout = given ?? (await layoutNow(db, front.of, now))
  const shown = { ...layout, places: standing(layout.places, now) }
  const unshown = shown.places.filter(({ block }) => block === hidden).map(({ article, until }) => ({ article, until }))
  if (front.key !== 'paper') {
    const stood = shown.places.map(({ article }) => article.id)
    const list = (await newest(db, front.of.section_id === null ? { topic_ids: [front.of.topic_id ?? 0] } : { section_id: front.of.section_id }, listShown + stood.length)).filter(({ id }) => !stood.includes(id)).slice(0, listShown)
    const articles = shown.places.filter(({ block }) => block === top).map(({ article }) => article)
    const room = Math.min(roomIn(top, []), articles.length + 1)
    return { blocks: [{ block: top, title: blockName(top, { t, sections: [] }), slots: slotsOf(top, articles, { layout: shown, room }), rule: undefined, rules: [] }], list, hidden: unshown, pictures: await picturesById(db, [...articles, ...list].flatMap(({ lead_picture_id }) => lead_picture_id ?? [])) }
  }
  const { edition, pictures } = await frontNow(db, { sections: front.sections, paper: front.paper, now, layout })
  // The section in the main block has none of its own.
  const largest = edition.main?.section
  const blocks = front.blocks.filter((block) => !largest || block !== sectionBlock(largest.id)).map((block): BoardBlock => ({
    block, title: [blockName(block, { t, sections: front.sections }), ...(block === 'main' && largest ? [largest.name] : [])].join(': '), slots: slotsOf(block, articlesIn(edition, block), { layout: shown, room: roomIn(block, front.sections) }),
    rule: layout.rules.find((one) => one.block === block), rules: frontRules.filter((rule) => rule !== 'newest' || sectionOfBlock(block) === undefined && block !== 'main'),
  }))
  return { blocks, list: [], hidden: unshown, pictures }
}

/** Of the list below, to be placed above it or hidden. */
const listShown = 10

function slotsOf(block: string, articles: readonly Teaser[], { layout, room }: { layout: Layout; room: number }): BoardSlot[] {
  return Array.from({ length: room }, (_, n): BoardSlot => {
    const place = layout.places.find(({ article }) => article.id === articles[n]?.id)
    return { block, position: n + 1, name: slotCalled({ block, position: n + 1 }), article: articles[n], isPlaced: place !== undefined, until: place?.until ?? null, isNew: false }
  })
}

function articlesIn({ lead, also, aside, main, rows, feature, opinions }: Edition, block: string): Teaser[] {
  const of_section = sectionOfBlock(block)
  if (of_section !== undefined) return [...rows.flat(), ...opinions].find(({ section }) => sectionBlock(section.id) === block)?.articles ?? []
  const single: Record<string, (Teaser | undefined)[]> = { lead: [lead], also, aside: [aside], main: main?.articles ?? [], feature: feature?.articles ?? [] }
  return (single[block] ?? []).filter((article) => article !== undefined)
}

/** The same board, with what stands otherwise on another one marked. */
export function marked(board: Board, beside: Board): Board {
  const there = (block: string, position: number) => beside.blocks.find((one) => one.block === block)?.slots[position - 1]?.article?.id
  return { ...board, blocks: board.blocks.map((one) => ({ ...one, slots: one.slots.map((slot) => ({ ...slot, isNew: slot.article?.id !== there(slot.block, slot.position) })) })) }
}

/** As the rows of a version are kept, from what is shown of it. */
export function placesIn({ places }: Layout): Place[] {
  return places.map(({ article, ...place }) => ({ article_id: article.id, ...place }))
}

export function blockName(block: string, { t, sections }: { t: T; sections: readonly { id: number; name: string }[] }): string {
  const of_section = sectionOfBlock(block)
  if (of_section !== undefined) return sections.find(({ id }) => id === of_section)?.name ?? block
  const named = (['lead', 'also', 'aside', 'main', 'feature', 'top', 'hidden'] as const).find((one) => one === block)
  return named ? t(`fronts.block.${named}`) : block
}
