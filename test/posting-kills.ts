// Readers who write to a paper that is killed in the middle of it, again and again, on one data folder.
import { kill, within } from './killing.ts'
import { checkPosted, makeCrowd, startPosting, type Crowd } from './posting.ts'
import { prepared } from './prepared.ts'
import { removeFolder, run, stopped, until } from './program.ts'
import { seeded } from './random.ts'

interface Campaign { kills: number; seed: number; hands: number; articles: number }

/** Answers how many comments were acknowledged. After each kill, and at the end, every one of them is there and counted in its page. */
export async function postThroughKills({ kills, seed, hands, articles }: Campaign): Promise<number> {
  const random = seeded(seed)
  const data = await prepared()
  const acknowledged = new Set<string>()
  let crowd: Crowd | undefined
  for (let round = 0; round <= kills; round++) {
    const paper = run(['start', '--empty'], { data })
    const open = await paper.open()
    crowd = await within(data, async (db) => {
      if (!crowd) return makeCrowd(db, { readers: hands * (kills + 1) * 3, articles })
      await checkPosted(db, { address: open, crowd, acknowledged })
      return crowd
    })
    if (round === kills) {
      await stopped(paper)
      continue
    }
    const share = crowd.cookies.length / (kills + 1)
    const load = startPosting(open, { ...crowd, cookies: crowd.cookies.slice(round * share, (round + 1) * share) }, { hands, run: `${seed}.${round}` })
    const enough = Math.ceil((0.2 + random()) * 2 * hands)
    await until('some comments are acknowledged', () => load.acknowledged.size >= enough, 60_000)
    await kill(paper, { data, kind: Math.floor(random() * 3) })
    await load.stop().catch(() => {})
    for (const body of load.acknowledged) acknowledged.add(body)
  }
  removeFolder(data)
  return acknowledged.size
}
