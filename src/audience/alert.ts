// An alert says that an article runs at many times the usual, or that readers have gone. What is usual is found in the paper's
// own figures, so that it is never told what each Monday morning brings. All views are those of half an hour.

/** Half an hour, looked at a minute after it is over: by then its hits have been taken in. */
export const windowMinutes = 30
export const windowEndsBefore = 1

/** An article runs when it has as many times what is usual for it. */
const growthIs = 5
/** And is over when it has fallen below this part of what it took to be told. */
const overBelow = 0.5
/** Less is no news to anybody, however little is usual. */
const fewestGrowing = 50
/** Of a large paper's views: an article that has less moves nobody. */
const shareOfPaper = 0.02

interface Running {
  views: number
  /** Of the whole paper. */
  paper: number
  /** What the whole paper has at this hour. */
  expected: number
  /** The share in the paper's views that three of four articles do not exceed at this age; null where too few are known. */
  peers: number | null
  /** The share that this article has had until an hour ago. */
  own: number
}

/** So many views an article needs before anybody asks what is usual for it. */
export function leastGrowing(expected: number): number {
  return Math.max(fewestGrowing, Math.ceil(expected * shareOfPaper))
}

/** Where everything is read more than ever, what is usual grows with it: this is of one article. */
export function usualOf({ views, paper, expected, peers, own }: Running): number {
  return Math.max(expected, paper - views) * Math.max(peers ?? 0, own)
}

export function isRunning(running: Running): boolean {
  return running.peers !== null && running.views >= leastGrowing(running.expected) && running.views >= growthIs * usualOf(running)
}

/** `usual` is what it was when it began. */
export function isOver({ views, usual }: { views: number; usual: number }): boolean {
  return views < overBelow * Math.max(growthIs * usual, fewestGrowing)
}

/** A paper of which less is expected cannot be told from one that nobody happens to read. */
const leastExpected = 40
/** Readers have gone when less than this part of them is left, and chance makes this of half of them less often than once in ten thousand times. */
const goneBelow = 0.2
const rarely = 1e-4

export function isGone({ views, expected }: { views: number; expected: number }): boolean {
  return expected >= leastExpected && views <= goneBelow * expected && poissonAtMost(views, expected / 2) < rarely
}

export function isBack({ views, expected }: { views: number; expected: number }): boolean {
  return views >= expected / 2 || expected < leastExpected / 2
}

/** How often a Poisson variable of this mean is at most so large. Of large means nobody asks where it would matter: they are as good as never so small. */
export function poissonAtMost(most: number, mean: number): number {
  if (mean > 700) return most < mean / 2 ? 0 : 1
  let term = Math.exp(-mean)
  let sum = term
  for (let n = 1; n <= most; n++) sum += term *= mean / n
  return Math.min(1, sum)
}

/** Weeks back in which the same hour is looked up, and how many of them must have been counted. */
export const weeksBack = 4
const fewestWeeks = 3

/** The middle of what earlier weeks had; undefined where too few were counted. One odd week does not move it. */
export function middleOf(weeks: readonly number[]): number | undefined {
  if (weeks.length < fewestWeeks) return undefined
  const sorted = weeks.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half] : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

/** How old articles are compared with each other, in hours since the one in which they were published: from, to. */
const ages = [[0, 1], [2, 3], [4, 7], [8, 23], [24, 71], [72, 95]] as const
export type Age = (typeof ages)[number]

/** Older ones are all alike. */
export function ageOf(hours: number): Age {
  return ages.find(([, to]) => hours <= to) ?? ages[ages.length - 1] ?? ages[0]
}
/** Fewer articles of this age tell nothing. */
export const fewestPeers = 10
/** Of so many days. */
export const peersOfDays = 28
export const ownOfDays = 7
