// The slices of time in which versions of a headline take turns: five minutes, the same for everyone who opens the front
// page. A slice is known by its number since 1970.
import { drawnVersion } from '../funding/slice.ts'

export const versionNames = ['a', 'b', 'c', 'd'] as const
export type Version = (typeof versionNames)[number]

const sliceMinutes = 5
/** A page that was open for longer than so many slices says nothing any more of when it was read. */
const slicesHeard = 12

export function headlineSliceOf(time: Date): number {
  return sliceAt(time.getTime() / 60_000)
}
function sliceAt(minute: number): number {
  return Math.floor(minute / sliceMinutes)
}

/** When a slice begins. */
export function sliceBegins(slice: number): Date {
  return new Date(slice * sliceMinutes * 60_000)
}

/** How long a moment's slice still lasts, seconds, rounded up. */
export function headlineSecondsLeft(time: Date): number {
  return Math.ceil((sliceBegins(headlineSliceOf(time) + 1).getTime() - time.getTime()) / 1_000)
}

/** Whether what is told in a minute can be of a page that was printed for this slice. */
export function isRecent(slice: number, minute: number): boolean {
  const now = sliceAt(minute)
  return slice <= now && slice > now - slicesHeard
}

/** In each block of as many slices as there are versions, each is shown once, in an order drawn by lot. */
export function versionOf(slice: number, { test_id, versions }: { test_id: number; versions: readonly Version[] }): Version | undefined {
  return drawnVersion(slice, { of: `headline ${test_id}`, versions })
}
