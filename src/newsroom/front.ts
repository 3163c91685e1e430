// A front is the first page of the paper, of a section or of a topic, as editors lay it out: articles placed in slots, the
// other slots filled by rule. Each works on a draft of their own; readers see the version that began last.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { staleAtOnce, type Tag } from '../base/press/stale.ts'
import { hidden, placed, sameLayout, type Place, type Slot } from './front-slots.ts'
import { drafts, frontId, keptPlaces, scheduledVersions, shownVersion, untoldVersions, versionOf, type BlockRule, type FrontOf } from './reads/fronts.ts'
import { claimTold, copyVersion, deleteVersion, holdFront, insertVersion, replacePlaces, replaceRule, updateVersion } from './writes/fronts.ts'

/** Which member of the staff does it, and when. */
export interface Editing { staff_id: number; now: Date }

/** As the journal names a front. */
export function frontSubject({ section_id, topic_id }: FrontOf): string {
  return section_id !== null ? `front:section:${section_id}` : topic_id !== null ? `front:topic:${topic_id}` : 'front:paper'
}
/** As the desk's addresses name it. */
export function frontKey({ section_id, topic_id }: FrontOf): string {
  return section_id !== null ? `s${section_id}` : topic_id !== null ? `t${topic_id}` : 'paper'
}
export function frontTag({ section_id, topic_id }: FrontOf): Tag {
  return section_id !== null ? `section:${section_id}` : topic_id !== null ? `topic:${topic_id}` : 'front'
}

/** Everything an editor needs to know of a front, but for what stands on it. */
export async function frontState(db: Reads, of: FrontOf, { staff_id, now }: Editing) {
  const id = (await frontId(db, of))?.id
  if (id === undefined) return { id, shown: undefined, draft: undefined, others: [], scheduled: [] }
  const [shown, all, scheduled] = [await shownVersion(db, id, now), await drafts(db, id), await scheduledVersions(db, id, now)]
  return { id, shown, draft: all.find((one) => one.staff_id === staff_id), others: all.filter((one) => one.staff_id !== staff_id), scheduled }
}
export type FrontState = Awaited<ReturnType<typeof frontState>>

/** The draft's number. It begins as what readers see. */
async function draftOf(tx: Db, front_id: number, { staff_id, now }: Editing): Promise<number> {
  const own = (await drafts(tx, front_id)).find((one) => one.staff_id === staff_id)
  if (own) {
    await updateVersion(tx, own.id, { made_at: now })
    return own.id
  }
  const shown = await shownVersion(tx, front_id, now)
  const id = await insertVersion(tx, { front_id, staff_id, made_at: now, base_id: shown?.id ?? null })
  if (shown) await copyVersion(tx, { from: shown.id, to: id, now })
  return id
}

function changeDraft(db: Db, of: FrontOf, { change, act }: { change: (places: Place[]) => Place[]; act: Editing }): Promise<void> {
  return atomically(db, async (tx) => {
    const id = await draftOf(tx, await holdFront(tx, of), act)
    await replacePlaces(tx, id, change(await keptPlaces(tx, id)))
  })
}

/** Places an article in a slot of the draft, or moves it there. `room`: how many the block holds. */
export function placeArticle(db: Db, { of, article_id, slot, room }: { of: FrontOf; article_id: number; slot: Slot; room: number }, act: Editing): Promise<void> {
  return changeDraft(db, of, { change: (places) => placed(places, article_id, slot, room), act })
}
/** Leaves its slot to the rule; what is hidden may be shown again. */
export function takeAway(db: Db, { of, article_id }: { of: FrontOf; article_id: number }, act: Editing): Promise<void> {
  return changeDraft(db, of, { change: (places) => places.filter((place) => place.article_id !== article_id), act })
}
export function hideArticle(db: Db, { of, article_id }: { of: FrontOf; article_id: number }, act: Editing): Promise<void> {
  return placeArticle(db, { of, article_id, slot: { block: hidden, position: 1 }, room: Number.POSITIVE_INFINITY }, act)
}
/** Until when a placed article stands; null: until it is taken away. */
export function pinUntil(db: Db, { of, article_id, until }: { of: FrontOf; article_id: number; until: Date | null }, act: Editing): Promise<void> {
  return changeDraft(db, of, { change: (places) => places.map((place) => (place.article_id === article_id ? { ...place, until } : place)), act })
}
/** By which rule a block fills itself; null: by its own. */
export function ruleBlock(db: Db, { of, ...rule }: { of: FrontOf; block: string; rule: BlockRule['rule'] | null; topic_id: number | null }, act: Editing): Promise<void> {
  return atomically(db, async (tx) => replaceRule(tx, await draftOf(tx, await holdFront(tx, of), act), rule))
}

/** Throws the draft away. */
export function dropDraft(db: Db, of: FrontOf, { staff_id }: Editing): Promise<void> {
  return atomically(db, async (tx) => {
    const own = (await drafts(tx, await holdFront(tx, of))).find((one) => one.staff_id === staff_id)
    if (own) await deleteVersion(tx, own.id)
  })
}

/** Takes a copy of somebody else's draft for one's own, in place of what one had. */
export function takeOverDraft(db: Db, { of, version_id }: { of: FrontOf; version_id: number }, act: Editing): Promise<void> {
  return atomically(db, async (tx) => {
    const front_id = await holdFront(tx, of)
    const [all, other] = [await drafts(tx, front_id), await versionOf(tx, front_id, version_id)]
    const own = all.find((one) => one.staff_id === act.staff_id)
    if (!other || other.starts_at !== null || other.id === own?.id) return
    if (own) await deleteVersion(tx, own.id)
    const id = await insertVersion(tx, { front_id, staff_id: act.staff_id, made_at: act.now, base_id: other.base_id })
    await copyVersion(tx, { from: other.id, to: id, now: act.now })
  })
}

export interface Publication {
  of: FrontOf
  /** What the draft was when it was looked at; see `seenOf`. */
  seen: string
  /** When readers are to see it; null: now. */
  starts_at: Date | null
  /** What readers saw when this was decided, where it is not what the draft was made from: it is replaced all the same. */
  over: number | null
}
export type Published = 'published' | 'scheduled' | 'nothing' | 'overtaken'

/** What tells one state of a draft from another. */
export function seenOf(version: { id: number; made_at: Date } | undefined): string {
  return version ? `${version.id}-${version.made_at.getTime()}` : ''
}

/** Shows the draft to readers, in one step, or at a time. `overtaken`: somebody has published another one since it was begun, or changed this one since it was looked at; nothing is done then. */
export function publishFront(db: Db, { of, seen, starts_at, over }: Publication, { staff_id, now }: Editing): Promise<Published> {
  return atomically(db, async (tx) => {
    const front_id = await holdFront(tx, of)
    const own = (await drafts(tx, front_id)).find((one) => one.staff_id === staff_id)
    if (!own) return 'nothing'
    const shown = await shownVersion(tx, front_id, now)
    if (seenOf(own) !== seen || ((shown?.id ?? null) !== own.base_id && (shown?.id ?? null) !== over)) return 'overtaken'
    const isLater = starts_at !== null && starts_at > now
    // Under a new number: of two that begin in the same moment the one published last is shown.
    const id = await insertVersion(tx, { front_id, staff_id, made_at: own.made_at, base_id: shown?.id ?? null, starts_at: isLater ? starts_at : now, told_at: isLater ? null : now })
    await copyVersion(tx, { from: own.id, to: id, now })
    await deleteVersion(tx, own.id)
    const about = { subject: frontSubject(of), by: `staff:${staff_id}`, now }
    if (isLater) {
      await record(tx, { ...about, what: 'front scheduled' })
      // What is printed is true until then, and no longer.
      await staleAtOnce(tx, frontTag(of))
      return 'scheduled'
    }
    await record(tx, { ...about, what: 'front published' })
    await staleAtOnce(tx, frontTag(of))
    return 'published'
  })
}

/** Makes a draft again of what was to be shown later. Undefined where one has another draft, or its time has come. */
export function unscheduleFront(db: Db, { of, version_id }: { of: FrontOf; version_id: number }, { staff_id, now }: Editing): Promise<'unscheduled' | undefined> {
  return atomically(db, async (tx) => {
    const front_id = await holdFront(tx, of)
    const [waiting, own] = [(await scheduledVersions(tx, front_id, now)).find((one) => one.id === version_id), (await drafts(tx, front_id)).find((one) => one.staff_id === staff_id)]
    if (!waiting || own) return undefined
    const id = await insertVersion(tx, { front_id, staff_id, made_at: now, base_id: waiting.base_id })
    await copyVersion(tx, { from: waiting.id, to: id, now })
    await deleteVersion(tx, waiting.id)
    await record(tx, { what: 'front unscheduled', subject: frontSubject(of), by: `staff:${staff_id}`, now })
    await staleAtOnce(tx, frontTag(of))
    return 'unscheduled'
  })
}

/** Shows a former version again: as a new one, so that the history tells of it. */
export function restoreFront(db: Db, { of, version_id }: { of: FrontOf; version_id: number }, { staff_id, now }: Editing): Promise<boolean> {
  return atomically(db, async (tx) => {
    const front_id = await holdFront(tx, of)
    const [former, shown] = [await versionOf(tx, front_id, version_id), await shownVersion(tx, front_id, now)]
    if (!former?.starts_at || former.starts_at > now) return false
    const id = await insertVersion(tx, { front_id, staff_id, made_at: now, starts_at: now, told_at: now, base_id: shown?.id ?? null, restored_from: former.id })
    await copyVersion(tx, { from: former.id, to: id, now })
    await record(tx, { what: 'front restored', subject: frontSubject(of), by: `staff:${staff_id}`, now })
    await staleAtOnce(tx, frontTag(of))
    return true
  })
}

/** Whether a draft says anything else than what it was made from. */
export function isChanged(draft: readonly Place[], base: readonly Place[]): boolean {
  return !sameLayout(draft, base)
}

/** Journals fronts whose time has come, each once whoever does it, and has them printed anew; answers how many. Readers see them by their time alone; see layoutNow. */
export async function tellFronts(db: Db, now: Date): Promise<number> {
  let told = 0
  for (const { id, ...of } of await untoldVersions(db, now)) await atomically(db, async (tx) => {
    if (!(await claimTold(tx, id, now))) return
    await record(tx, { what: 'scheduled front published', subject: frontSubject(of), by: 'schedule', now })
    await staleAtOnce(tx, frontTag(of))
    told++
  })
  return told
}
