// Random histories of all money at once: gifts and pledges by debit, transfer, card and cash, changed, paused, cancelled,
// withdrawn; debits collected, rejected, returned; refunds, disputes, payouts; statements in any order and again; notices of
// providers twice, late, reordered and lost; and whoever does something dies over it now and then, and it is done again.
import { promise, repay, somethingHappens, take } from './money-deeds.ts'
import { agrees, holds } from './money-truth.ts'
import { days, night, openWorld, work, type World } from './money-world.ts'
import { placeLine } from '../src/funding/suspense.ts'
import { openPaying } from './paying.ts'

/** Lives through one; answers what happened. Throws where something is not as it must be, and says after which deeds. */
export async function liveWholeHistory(seed: number, { steps = 25 } = {}): Promise<string[]> {
  const paper = await openPaying()
  const happened: string[] = []
  try {
    const world = await openWorld(paper, seed)
    for (let n = 0; n < 3; n++) await promise(world)
    await days(world, 4)
    for (let n = 0; n < steps; n++) {
      happened.push(await somethingHappens(world))
      await holds(world)
    }
    happened.push('rest')
    await rest(world)
    await agrees(world)
    return happened
  } catch (error) {
    throw new Error(`history ${seed}: ${happened.join(' ')}`, { cause: error })
  } finally {
    await paper.close()
  }
}

/** So long that all has come, is told and decided. */
async function rest(world: World) {
  const { paper } = world
  paper.double.faults.length = 0
  world.death = () => null
  for (let n = 0; n < 4; n++) {
    await repay(world)
    await days(world, 4)
    await night(world, ['provider-accounts'])
    await paper.double.deliverAll()
    await work(world)
    for (const statement of world.post.splice(0)) await take(world, statement)
    await decideAll(world)
  }
}

/** Whose a transfer was its giver knows; staff ask them. What was given back although it had gone back already is lost. */
async function decideAll({ db, bank, paper }: World) {
  const open = await db.selectFrom('statement_lines').select(['id', 'end_to_end_id']).where('state', 'in', ['suspense', 'proposed']).orderBy('id').execute()
  for (const { id, end_to_end_id } of open) {
    const truly = bank.moves.find(({ entry }) => entry.end_to_end_id === end_to_end_id)
    const act = { by: 'staff:1', now: paper.clock.now }
    if (truly?.what === 'transfer' && truly.of !== null) await placeLine(db, { line_id: id, place: { state: 'booked', kind: 'transfer', pledge_id: truly.of } }, act)
    if (truly?.what === 'refund') await placeLine(db, { line_id: id, place: { state: 'booked', kind: 'other' } }, act)
  }
}
