// How much of everything a room takes, so that nobody keeps a process from the others: all of it far from what anybody writes.
import type { Doc } from 'yjs'

/** A working copy may take so much: a book. */
export const mostBytes = 8 * 1_024 * 1_024
/** What of one browser's may hang on something that has not come, in messages. */
export const [mostHeld, mostHeldBytes] = [500, 128 * 1_024]
/** Pieces in a working copy, and browsers that wrote them: twenty times an article of a thousand paragraphs, whose opening still takes about two seconds. */
const [mostPieces, mostClients] = [200_000, 20_000]
/** Steps that one change may take, and all of a working copy before only small ones are taken: two who each put a thousand paragraphs at one place take some thousand. */
export const [mostSteps, mostStepsOfAll, fewSteps] = [200_000, 2_000_000, 5_000]
/** What somebody says to have may name so many browsers, and where they are is said in few words. */
export const [mostVectorBytes, mostAwarenessBytes] = [256 * 1_024, 16 * 1_024]
/** So much may wait for the database before nothing more is read from browsers. */
export const mostWaiting = 4 * 1_024 * 1_024

export function hasTooMany({ store: { clients } }: Doc): boolean {
  return clients.size > mostClients || [...clients.values()].reduce((sum, structs) => sum + structs.length, 0) > mostPieces
}
