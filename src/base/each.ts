/** Does something for each of many, so many at once. Settles when nothing is at work any more; once one has failed no more are taken. */
export async function each<T>(things: Iterable<T> | AsyncIterable<T>, hands: number, work: (thing: T) => Promise<void>) {
  const waiting = handedOut(things)
  // A hand that fails ends the generator for all: leaving a loop returns what it loops over.
  const hand = async () => { for await (const thing of waiting) await work(thing) }
  const ended = await Promise.allSettled(Array.from({ length: hands }, hand))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}

async function* handedOut<T>(things: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  yield* things
}
