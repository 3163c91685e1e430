// All rooms of this process: opened by whoever comes first, closed when nobody is left and everything is kept.
import { randomUUID } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import { watch } from '../base/metrics/counts.ts'
import type { Connection, Guest, Rooms, RoomsSetting } from '../base/web/socket-route.ts'
import type { Role } from '../people/permissions.ts'
import { secondsAfter } from '../base/time.ts'
import { numberIn, type paths } from '../urls.ts'
import { closes } from './client/editor/protocol.ts'
import { createPresence } from './presence.ts'
import { fromTheStart, writingSince } from './reads/writings.ts'
import { standingOf } from './reads/workflow.ts'
import { settleSeconds, settleSoon } from './settle-soon.ts'
import { createRoom, type Room, type Writer } from './room.ts'
import { mayWrite } from './stage.ts'
import { begin } from './writing.ts'
import { whereaboutsChannel } from './writes/presences.ts'
import { insertUpdates, writingChannel } from './writes/writings.ts'

type Place = typeof paths.deskArticleWriting
/** Whoever reloads a page finds the room as it was. */
const lingerMs = 5_000
const lookEachMs = 60_000

interface Door { opened: Promise<Room | undefined>; room: Room | undefined; noticed: number; closing: NodeJS.Timeout | undefined }

export function writingRooms({ db, clock, log }: RoomsSetting): Rooms<Place, Writer> {
  const process_id = randomUUID()
  const doors = new Map<number, Door>()
  const open = () => [...doors].flatMap(([article_id, { room }]) => (room ? [{ article_id, room }] : []))
  const presence = createPresence({ db, process_id, log, open })
  watch('litfass_writing_rooms', () => doors.size)
  // Should a notice ever be missed without anybody noticing; and of an article's way through the desk there are none.
  const looking = setInterval(() => lookAtAll(), lookEachMs).unref()

  async function enter(connection: Connection<Place, Writer>): Promise<Guest<Writer> | number> {
    const article_id = numberIn(connection.params.id)
    if (article_id === undefined) return closes.gone
    const door = doors.get(article_id) ?? openDoor(article_id)
    clearTimeout(door.closing)
    const room = await door.opened
    if (!room) return closes.gone
    clearTimeout(door.closing)
    const guest = room.enter(connection)
    presence.changed(article_id)
    return guest
  }

  function openDoor(article_id: number): Door {
    const door: Door = { opened: Promise.resolve(undefined), room: undefined, noticed: 0, closing: undefined }
    // It hears what is written from now on.
    doors.set(article_id, door)
    door.opened = openRoom(article_id, door).then((room) => {
      door.room = room
      if (!room) doors.delete(article_id)
      room?.notice(door.noticed)
      return room
    }, (error: unknown) => {
      doors.delete(article_id)
      throw error
    })
    return door
  }

  async function openRoom(article_id: number, door: Door): Promise<Room | undefined> {
    const article = await standingOf(db, article_id)
    if (!article) return undefined
    const updates = await everything(article_id)
    let told: Date | undefined
    return createRoom({
      updates, mayWrite: (roles) => mayWrite(roles, article),
      since: (number) => writingSince(db, { article_id, number }),
      // What is not told of here comes within the time of what was: the job begins later than that.
      store: (changes) => {
        const now = clock()
        const storing = (tx: Db) => insertUpdates(tx, { article_id, updates: changes, now })
        if (told && secondsAfter(told, settleSeconds / 2) > now) return storing(db)
        told = now
        return atomically(db, async (tx) => {
          await settleSoon(tx, { article_id, by: changes.at(-1)?.written_by ?? null })
          return storing(tx)
        })
      },
      moved: (clients) => presence.moved(article_id, clients),
      left: () => leftAlone(article_id, door),
      broken: () => { if (doors.get(article_id) === door) doors.delete(article_id) },
      warn: (error, what) => log.warn({ err: error, article_id }, what),
    })
  }

  async function everything(article_id: number) {
    const number = fromTheStart
    const there = await writingSince(db, { article_id, number })
    if (there.length > 0) return there
    await begin(db, article_id, clock())
    return writingSince(db, { article_id, number })
  }

  function leftAlone(article_id: number, door: Door) {
    presence.changed(article_id)
    clearTimeout(door.closing)
    if (door.room?.people().size !== 0) return
    door.closing = setTimeout(() => void closeDoor(article_id, door), lingerMs).unref()
  }
  /** Not before everything is kept, however long the database is away. */
  async function closeDoor(article_id: number, door: Door) {
    const isKept = await door.room?.settled().then(() => true, () => false)
    if (door.room?.people().size !== 0) return
    if (!isKept) return leftAlone(article_id, door)
    if (doors.get(article_id) === door) doors.delete(article_id)
    door.room.close()
  }

  function hearWriting(payload: string) {
    const [article_id = 0, number = 0] = payload.split(' ').map(Number)
    const door = doors.get(article_id)
    if (!door) return
    door.noticed = Math.max(door.noticed, number)
    door.room?.notice(number)
  }
  /** What the desk has taken over may be written by fewer: see stage.ts. */
  function hearStale(payload: string) {
    const tags = new Set(payload.replace(/^!/, '').split(' '))
    for (const { article_id, room } of open()) if (tags.has('*') || tags.has(`article:${article_id}`)) askAgain(article_id, room)
  }
  function askAgain(article_id: number, room: Room) {
    standingOf(db, article_id).then((article) => room.mayWriteHas((roles: readonly Role[]) => article !== undefined && mayWrite(roles, article))).catch(() => {})
  }

  function lookAtAll() {
    for (const { article_id, room } of open()) {
      room.lookAgain()
      askAgain(article_id, room)
    }
  }
  function back() {
    lookAtAll()
    presence.back()
  }

  async function close() {
    clearInterval(looking)
    await Promise.allSettled(open().map(({ room }) => room.settled()))
    await presence.close()
    for (const { room } of open()) room.close()
    doors.clear()
  }
  return { enter, back, close, hears: { [writingChannel]: hearWriting, [whereaboutsChannel]: presence.hear, stale: hearStale } }
}
