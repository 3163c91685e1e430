// Presence is who has an article open to write in. Each process says so again and again for its own; where somebody's cursor is,
// processes tell one another as it moves, where more than one of them has the article open.
import type { Db } from '../base/db/db.ts'
import type { Log } from '../base/log.ts'
import { openElsewhere, presenceSeconds } from './reads/presences.ts'
import type { Room } from './room.ts'
import { mostStatesBytes, replacePresences, tellWhereabouts } from './writes/presences.ts'

interface Setting { db: Db; process_id: string; log: Log; open: () => { article_id: number; room: Room }[] }

const sayEachMs = (presenceSeconds / 3) * 1_000
/** Of cursors no more is told to other processes than five times a second, and of who is there at most twice. */
const [movedMs, changedMs] = [200, 500]

export function createPresence({ db, process_id, log, open }: Setting) {
  /** Articles that other processes have open, too. */
  let elsewhere = new Set<number>()
  let heardOf = new Set<number>()
  const moving = new Map<number, Set<number>>()
  let [telling, saying, isClosed]: [NodeJS.Timeout | undefined, NodeJS.Timeout | undefined, boolean] = [undefined, undefined, false]
  const timer = setInterval(() => void say(), sayEachMs).unref()
  const roomOf = (article_id: number) => open().find((one) => one.article_id === article_id)?.room
  const quietly = (done: Promise<unknown>) => done.catch((error: unknown) => log.debug({ err: error }, 'who is where could not be told'))

  async function say() {
    const rooms = open()
    if (isClosed || rooms.length === 0 && elsewhere.size === 0) return
    const article_ids = rooms.map(({ article_id }) => article_id)
    await quietly((async () => {
      await replacePresences(db, { process_id, here: rooms.flatMap(({ article_id, room }) => [...room.people()].map((reader_id) => ({ article_id, reader_id }))) })
      const heard = heardOf
      heardOf = new Set()
      const before = elsewhere
      elsewhere = (await openElsewhere(db, { process_id, article_ids })).union(heard).union(heardOf)
      for (const article_id of elsewhere.difference(before)) tell(article_id)
    })())
  }

  /** Somebody has come or gone. */
  function changed(article_id: number) {
    saying ??= setTimeout(() => { saying = undefined; void say() }, changedMs).unref()
    if (roomOf(article_id)?.people().size === 1) void quietly(tellWhereabouts(db, { process_id, article_id }))
  }

  function moved(article_id: number, clients: readonly number[]) {
    if (!elsewhere.has(article_id)) return
    moving.set(article_id, new Set([...moving.get(article_id) ?? [], ...clients]))
    telling ??= setTimeout(() => { telling = undefined; tellMoved() }, movedMs).unref()
  }
  function tellMoved() {
    for (const [article_id, clients] of moving) tell(article_id, [...clients])
    moving.clear()
  }
  function tell(article_id: number, clients?: number[]) {
    const room = roomOf(article_id)
    const states = room?.whereabouts(clients)
    if (!room || !states || isClosed) return
    if (states.length <= mostStatesBytes) return void quietly(tellWhereabouts(db, { process_id, article_id, states }))
    // Each by itself is short enough.
    const all = clients ?? room.clients()
    if (all.length > 1) for (const client of all) tell(article_id, [client])
  }

  function hear(payload: string) {
    const [from, article = '', states] = payload.split(' ')
    const [article_id, room] = [Number(article), roomOf(Number(article))]
    if (from === process_id || !room) return
    if (states !== undefined) room.hearElsewhere(Buffer.from(states, 'base64'))
    // Whoever asks is answered, and whoever was not known to be there has heard nothing yet.
    if (states === undefined || !elsewhere.has(article_id)) tell(article_id)
    elsewhere.add(article_id)
    heardOf.add(article_id)
  }

  function back() {
    void say()
    for (const { article_id } of open()) void quietly(tellWhereabouts(db, { process_id, article_id }))
  }
  async function close() {
    isClosed = true
    for (const one of [timer, telling, saying]) clearTimeout(one)
    await quietly(replacePresences(db, { process_id, here: [] }))
  }
  return { changed, moved, hear, back, close }
}
