// Whether one version of an appeal brings more than another. The unit is the block: as many slices of time as there are
// versions, each shown once. Within a block the hour, the day and the news are nearly the same for all, so what is looked at is
// the difference within blocks; its mean has an interval by Student's t, in which the true one lies in 95 of 100 such trials.
import { sliceOf, versionIn } from './slice.ts'

export interface Slice { slice: number; version: string; begun: number; completed: number; amount: number }
export interface Compared {
  version: string
  slices: number
  begun: number
  completed: number
  amount: number
  /** Gifts in a day of this version only. */
  perDay: number
  /** How many more a day than the first version, and the 95 % interval; null for the first one, and before there are blocks enough. */
  more: { mean: number; from: number; to: number } | null
}

/** With fewer an interval by Student's t says little of counts as small as these. */
const fewestBlocks = 30
const slicesADay = 144

interface Trial { campaign_id: number; versions: readonly string[]; since: Date; now: Date }

export function compare(counted: readonly Slice[], { campaign_id, versions, since, now }: Trial): { blocks: number; compared: Compared[] } {
  const size = versions.length
  const first = Math.ceil((sliceOf(since) + 1) / size)
  const blocks = Math.max(0, Math.floor(sliceOf(now) / size) - first)
  const gifts = new Map(counted.map((one) => [`${one.slice} ${one.version}`, one.completed]))
  const whole = counted.filter(({ slice }) => slice >= first * size && slice < (first + blocks) * size)
  const series = new Map(versions.map((version) => [version, new Array<number>(blocks).fill(0)]))
  for (let block = 0; block < blocks; block++) {
    for (let slice = (first + block) * size; slice < (first + block + 1) * size; slice++) {
      const version = versionIn(slice, { campaign_id, versions }) ?? ''
      const list = series.get(version)
      if (list) list[block] = gifts.get(`${slice} ${version}`) ?? 0
    }
  }
  const reference = series.get(versions[0] ?? '') ?? []
  return { blocks, compared: versions.map((version, n) => {
    const own = whole.filter((one) => one.version === version)
    const sum = (name: 'begun' | 'completed' | 'amount') => own.reduce((total, one) => total + one[name], 0)
    const differences = (series.get(version) ?? []).map((count, block) => (count - (reference[block] ?? 0)) * slicesADay)
    return { version, slices: blocks, begun: sum('begun'), completed: sum('completed'), amount: sum('amount'), perDay: blocks > 0 ? (sum('completed') / blocks) * slicesADay : 0, more: n === 0 ? null : interval(differences) }
  }) }
}

/** The mean and its 95 % interval; null where there is too little to say. */
export function interval(values: readonly number[]): { mean: number; from: number; to: number } | null {
  const n = values.length
  if (n < fewestBlocks) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const half = studentsT(n - 1) * Math.sqrt(variance / n)
  return { mean, from: mean - half, to: mean + half }
}

/** The 97.5 % quantile of Student's distribution by Cornish and Fisher's expansion: right to three digits from 29 degrees of freedom on. */
export function studentsT(degrees: number): number {
  const z = 1.959963985
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2)
}
