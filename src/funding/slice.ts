// Versions of an appeal are compared by time: a slice of ten minutes shows everyone the same one, and in each block of as many
// slices as there are versions each is shown once, in an order drawn by lot. Who reads is not looked at.
import { createHash } from 'node:crypto'

export const sliceSeconds = 600

/** The number of a moment's slice, since 1970. */
export function sliceOf(time: Date): number {
  return Math.floor(time.getTime() / 1000 / sliceSeconds)
}

/** How long a moment's slice still lasts, seconds, rounded up. */
export function secondsLeft(time: Date): number {
  return Math.ceil((sliceOf(time) + 1) * sliceSeconds - time.getTime() / 1000)
}

/** Which of a campaign's versions a slice shows. */
export function versionIn<V extends string>(slice: number, { campaign_id, versions }: { campaign_id: number; versions: readonly V[] }): V | undefined {
  return drawnVersion(slice, { of: campaign_id, versions })
}

/** The same of anything that has versions. The lot is the same on every node, and nobody can choose it. */
export function drawnVersion<V extends string>(slice: number, { of, versions }: { of: number | string; versions: readonly V[] }): V | undefined {
  const block = Math.floor(slice / versions.length)
  const lot = (version: string) => createHash('sha256').update(`${of} ${block} ${version}`).digest('hex')
  return versions.map((version) => ({ version, lot: lot(version) })).sort((a, b) => (a.lot < b.lot ? -1 : 1))[slice % versions.length]?.version
}

/** The newest slice up to a moment that showed a version: whoever comes from it may have read a while. */
export function sliceShowing(version: string, time: Date, { campaign_id, versions }: { campaign_id: number; versions: readonly string[] }): number {
  const now = sliceOf(time)
  for (let slice = now; slice > now - 2 * versions.length; slice--) if (versionIn(slice, { campaign_id, versions }) === version) return slice
  return now
}
