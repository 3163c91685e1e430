// Finds the places of new comments among those that are already there, and what changes above them.
import { hosts, pathBelow, top } from './place.ts'
import type { State } from './state.ts'

export interface Place {
  id: number
  parent_id: number | null
  thread_id: number
  article_id: number
  path: Buffer
  visible: boolean
  children: number
}
export interface Newcomer { id: number; parent_id: number | null; article_id: number; state: State }

export interface Placing {
  /** In the order given. */
  added: Place[]
  /** Known comments below which some were placed, with their new number of children. */
  grown: { id: number; children: number }[]
  /** Known comments nobody saw that now have a visible answer. */
  rising: number[]
  /** How many visible replies each thread gains, by the thread's id. */
  replies: Map<number, number>
}

/**
 * Parents must come before what answers them, among the newcomers or among the `known`; with a parent, the places that
 * `hosts` names for it must be known too. Throws where a parent is missing or belongs to another article.
 */
export function place(newcomers: Newcomer[], known: Place[]): Placing {
  const ground = groundOf(known)
  const added = newcomers.map((newcomer) => {
    const placed = newcomer.parent_id === null ? opening(newcomer) : answer(newcomer, newcomer.parent_id, ground)
    keep(ground, placed)
    return placed
  })
  const rising = showParents(added, ground, new Set(known.map(({ id }) => id)))
  const grown = known.flatMap(({ id, children }) => {
    const now = ground.byId.get(id)?.children ?? children
    return now === children ? [] : [{ id, children: now }]
  })
  return { added, grown, rising, replies: visibleReplies(added) }
}

interface Ground { byId: Map<number, Place>; byPath: Map<string, Place> }

function groundOf(known: Place[]): Ground {
  const ground: Ground = { byId: new Map(), byPath: new Map() }
  for (const place of known) keep(ground, { ...place })
  return ground
}
function keep(ground: Ground, place: Place) {
  ground.byId.set(place.id, place)
  ground.byPath.set(spot(place.thread_id, place.path), place)
}
function spot(thread_id: number, path: Buffer): string {
  return `${thread_id} ${path.toString('latin1')}`
}

function opening({ id, article_id, state }: Newcomer): Place {
  return { id, article_id, parent_id: null, thread_id: id, path: top, children: 0, visible: state === 'shown' }
}

function answer({ id, article_id, state }: Newcomer, parent_id: number, ground: Ground): Place {
  const parent = ground.byId.get(parent_id)
  if (parent?.article_id !== article_id) throw new Error(`comment ${id} answers ${parent_id}, which is not there before it under article ${article_id}`)
  for (const host of hosts(parent.path).map((path) => ground.byPath.get(spot(parent.thread_id, path)))) {
    const path = host && pathBelow(host)
    if (!path) continue
    host.children += 1
    return { id, article_id, parent_id, thread_id: parent.thread_id, path, children: 0, visible: state === 'shown' }
  }
  throw new Error(`no place is known for comment ${id} below ${parent_id}`)
}

// From the last to the first, so that a newcomer made visible shows its own parent in turn.
function showParents(added: Place[], ground: Ground, known: Set<number>): number[] {
  const rising = new Set<number>()
  for (const { visible, parent_id } of added.toReversed()) {
    const parent = visible && parent_id !== null ? ground.byId.get(parent_id) : undefined
    if (!parent || parent.visible) continue
    if (known.has(parent.id)) rising.add(parent.id)
    else parent.visible = true
  }
  return [...rising]
}

function visibleReplies(added: Place[]): Map<number, number> {
  const replies = new Map<number, number>()
  for (const { visible, parent_id, thread_id } of added) {
    if (visible && parent_id !== null) replies.set(thread_id, (replies.get(thread_id) ?? 0) + 1)
  }
  return replies
}
