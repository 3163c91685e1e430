// Hits added up: what a batch of them adds to the paper's figures. After that nothing is left of a single hit.
import { dayOf, hourOf } from '../base/time.ts'
import { paths } from '../urls.ts'
import { isRecent } from './headline-slice.ts'
import type { CountedPage, Happening, Hit, View } from './hit.ts'
import type { Measured } from './measured.ts'
import type { SourceKind } from './referrer.ts'
import { addReader, emptySketch, type Sketch } from './sketch.ts'
import type { Placed } from './slot.ts'

export const traits = ['device', 'language', 'country', 'source', 'medium', 'campaign', 'content'] as const
export type Trait = (typeof traits)[number]

/** When a hit was, in the paper's zone. */
interface Moment { day: string; hour: number }

/** Of the slot called other no article is known. */
export interface SlotClicks extends Moment { page_id: number; slot: string; article_id: number | null; clicks: number }

export interface Tally {
  hours: Map<string, { page_id: number; views: number; readers: Sketch } & Moment>
  days: Map<string, { page_id: number; day: string; views: number; told: number; readers: Sketch }>
  minutes: Map<string, { page_id: number; minute: number; views: number; readers: Sketch }>
  traits: Map<string, { day: string; trait: Trait; value: string; views: number }>
  measured: Map<string, { page_id: number; day: string; measured: number; seconds: number; reached: number[] }>
  sources: Map<string, { page_id: number; day: string; kind: SourceKind; name: string; views: number }>
  minuteSources: Map<string, { minute: number; kind: SourceKind; name: string; views: number }>
  appeals: Map<string, { page_id: number; day: string; shown: number; measured: number; in_sight: number; followed: number }>
  leaving: Map<string, { page_id: number; day: string; host: string; clicks: number }>
  slotViews: Map<string, { page_id: number } & Moment & { views: number }>
  slotClicks: Map<string, SlotClicks>
  headlines: Map<string, { test_id: number; slice: number; slot: string; article_id: number; views: number; clicks: number }>
  machines: Map<string, { day: string; machine: string; hits: number }>
  leftOut: Map<string, { day: string; why: string; hits: number }>
  events: Map<string, { day: string; category: string; action: string; hits: number }>
}

/** The number of the whole paper among counted pages. */
export const wholePaper = 0

interface Known {
  zone: string
  /** The number of a page among those that are counted; undefined where there is no such page. */
  idOf: (page: CountedPage) => number | undefined
}

export function tallyOf(hits: Iterable<Hit>, { zone, idOf }: Known): Tally {
  const tally: Tally = { hours: new Map(), days: new Map(), minutes: new Map(), traits: new Map(), measured: new Map(), sources: new Map(), minuteSources: new Map(), appeals: new Map(), leaving: new Map(), slotViews: new Map(), slotClicks: new Map(), headlines: new Map(), machines: new Map(), leftOut: new Map(), events: new Map() }
  const moments = new Map<number, Moment>()
  for (const hit of hits) {
    const moment = moments.get(hit.minute) ?? momentOf(hit.minute, zone)
    moments.set(hit.minute, moment)
    const page_id = hit.kind === 'view' || hit.kind === 'measured' ? idOf(hit.page) : undefined
    if (hit.kind === 'machine') noteMachine(tally, hit.name === undefined ? hit.machine : `${hit.machine} ${hit.name}`, moment)
    else if (hit.kind === 'left_out') noteLeftOut(tally, hit.why, moment)
    else if (hit.kind === 'event') noteEvent(tally, hit, moment)
    else if (page_id === undefined) noteLeftOut(tally, 'forged', moment)
    else if (hit.kind === 'measured') {
      noteMeasured(tally, { ...hit, page_id }, moment)
      if ('path' in hit.page && hit.page.path === paths.front) noteSlots(tally, { ...hit, page_id }, moment)
    }
    else noteView(tally, { ...hit, page_id, led: hit.followed ? idOf({ article_id: hit.followed }) : undefined }, moment)
  }
  return tally
}

function momentOf(minute: number, zone: string): Moment {
  const time = new Date(minute * 60_000)
  return { day: dayOf(time, zone), hour: hourOf(time, zone) }
}

/** machine: its class, and after a space its name where that is known. */
function noteMachine({ machines }: Tally, machine: string, { day }: Moment) {
  row(machines, [day, machine], () => ({ day, machine, hits: 0 })).hits++
}

function noteLeftOut({ leftOut }: Tally, why: string, { day }: Moment) {
  row(leftOut, [day, why], () => ({ day, why, hits: 0 })).hits++
}

function noteEvent({ events }: Tally, { category, action }: Happening, { day }: Moment) {
  row(events, [day, category, action], () => ({ day, category, action, hits: 0 })).hits++
}

function noteView(tally: Tally, { page_id: own, minute, reader, led, ...view }: Omit<View, 'page'> & { page_id: number; /** The page whose appeal was followed. */ led: number | undefined }, { day, hour }: Moment) {
  for (const page_id of [wholePaper, own]) {
    const inHour = row(tally.hours, [page_id, day, hour], () => ({ page_id, day, hour, views: 0, readers: emptySketch() }))
    const inDay = row(tally.days, [page_id, day], () => ({ page_id, day, views: 0, told: 0, readers: emptySketch() }))
    const inMinute = row(tally.minutes, [page_id, minute], () => ({ page_id, minute, views: 0, readers: emptySketch() }))
    for (const one of [inHour, inDay, inMinute]) one.views++
    if (reader === null) continue
    inDay.told++
    const hash = { high: Number.parseInt(reader.slice(0, 8), 16), low: Number.parseInt(reader.slice(8), 16) }
    for (const { readers } of page_id === wholePaper ? [inHour, inDay, inMinute] : [inDay]) addReader(readers, hash)
  }
  if (view.asks) for (const page_id of [wholePaper, own]) appealRow(tally, { page_id, day }).shown++
  if (view.followed !== undefined) for (const page_id of [wholePaper, ...(led === undefined ? [] : [led])]) appealRow(tally, { page_id, day }).followed++
  for (const [trait, value] of traitsOf(view)) row(tally.traits, [day, trait, value], () => ({ day, trait, value, views: 0 })).views++
}

function noteMeasured(tally: Tally, { page_id: own, minute, isFirst, seconds, from_depth, depth, source, leaving, asks, in_sight }: Omit<Measured, 'page'> & { page_id: number }, { day }: Moment) {
  if (source) row(tally.minuteSources, [minute, source.kind, source.name], () => ({ minute, ...source, views: 0 })).views++
  for (const page_id of [wholePaper, own]) {
    const inDay = row(tally.measured, [page_id, day], () => ({ page_id, day, measured: 0, seconds: 0, reached: Array<number>(10).fill(0) }))
    if (isFirst) inDay.measured++
    inDay.seconds += seconds
    for (let tenth = from_depth; tenth < depth; tenth++) inDay.reached[tenth] = (inDay.reached[tenth] ?? 0) + 1
    if (source) row(tally.sources, [page_id, day, source.kind, source.name], () => ({ page_id, day, ...source, views: 0 })).views++
    if (asks && isFirst) appealRow(tally, { page_id, day }).measured++
    if (in_sight) appealRow(tally, { page_id, day }).in_sight++
    for (const host of leaving) row(tally.leaving, [page_id, day, host], () => ({ page_id, day, host, clicks: 0 })).clicks++
  }
}

function appealRow({ appeals }: Tally, { page_id, day }: { page_id: number; day: string }) {
  return row(appeals, [page_id, day], () => ({ page_id, day, shown: 0, measured: 0, in_sight: 0, followed: 0 }))
}

/** Only the front page has slots, whatever somebody sends. */
function noteSlots(tally: Tally, { page_id, minute, shown, clicks = [] }: Pick<Measured, 'minute' | 'shown' | 'clicks'> & { page_id: number }, { day, hour }: Moment) {
  if (shown) row(tally.slotViews, [day, hour], () => ({ page_id, day, hour, views: 0 })).views++
  for (const { slot, article_id } of clicks) row(tally.slotClicks, [day, hour, slot, article_id], () => ({ page_id, day, hour, slot, article_id, clicks: 0 })).clicks++
  const inTest = ({ slot, article_id, tested }: Placed) => (tested && isRecent(tested.slice, minute) ? row(tally.headlines, [tested.test_id, tested.slice, slot, article_id], () => ({ ...tested, slot, article_id, views: 0, clicks: 0 })) : undefined)
  for (const one of shown?.map(inTest) ?? []) if (one) one.views++
  for (const one of clicks.map(inTest)) if (one) one.clicks++
}

function traitsOf({ device, language, country, campaign }: Pick<View, 'device' | 'language' | 'country' | 'campaign'>): [Trait, string][] {
  const given = { device, language, country, source: campaign?.source, medium: campaign?.medium, campaign: campaign?.name, content: campaign?.content }
  return traits.flatMap((trait): [Trait, string][] => (given[trait] ? [[trait, given[trait]]] : []))
}

function row<V>(rows: Map<string, V>, key: (string | number)[], empty: () => V): V {
  const name = key.join('\n')
  const there = rows.get(name) ?? empty()
  rows.set(name, there)
  return there
}
