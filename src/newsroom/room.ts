// A room is an article that somebody has open to write in, in this process: the working copy in memory, and those who are in it.
// What one of them writes the others have at once; what others write in other processes is read from the database.
import * as Y from 'yjs'
import { timed } from '../base/metrics/counts.ts'
import type { Connection, Guest } from '../base/web/socket-route.ts'
import type { Staff } from '../people/guards.ts'
import type { Role } from '../people/permissions.ts'
import { createAuthorship } from './authorship.ts'
import { carryOver, keepStray } from './client/editor/carrying.ts'
import { closes, mostUpdateBytes } from './client/editor/protocol.ts'
import { createKeeping } from './keeping.ts'
import { withinSteps } from './integrating.ts'
import { fewSteps, hasTooMany, mostAwarenessBytes, mostBytes, mostHeld, mostHeldBytes, mostSteps, mostStepsOfAll, mostVectorBytes, mostWaiting } from './room-measure.ts'
import { answerMessage, askingMessage, awarenessMessage, heardIn, keptMessage, updateMessage } from './room-messages.ts'
import { updateFault } from './update-fault.ts'
import { createWhereabouts, type Whereabout } from './whereabouts.ts'
import { parts } from './working-copy.ts'
import type { NewUpdate } from './writes/writings.ts'

export type Writer = Staff<'write_articles'>
type Held = { update: Uint8Array; ordinal: number }
interface Inside {
  connection: Connection<string, Writer>
  where: Whereabout
  roles: readonly Role[]
  /** How many messages with changes have come, and which of them are not kept yet, in their order. */
  received: number
  open: Set<number>
  /** What hangs on something that has not come yet. */
  held: Held[]
  letGo: (() => void) | undefined
}
export interface Room {
  enter(connection: Connection<string, Writer>): Guest<Writer>
  people(): ReadonlySet<number>
  /** The database has changes up to this number. */
  notice(number: number): void
  /** Looks up what may not have been heard. */
  lookAgain(): void
  hearElsewhere(states: Uint8Array): void
  whereabouts(clients?: Iterable<number>): Uint8Array
  /** The numbers of those whose whereabouts are known. */
  clients(): number[]
  mayWriteHas(changed: (roles: readonly Role[]) => boolean): void
  settled(): Promise<void>
  close(): void
}
interface Setting {
  updates: { number: number; update: Uint8Array }[]
  mayWrite: (roles: readonly Role[]) => boolean
  since: (number: number) => Promise<{ number: number; update: Uint8Array }[]>
  /** Answers the number of the last one; undefined where the working copy is gone. */
  store: (updates: NewUpdate[]) => Promise<number | undefined>
  moved: (clients: readonly number[]) => void
  left: () => void
  /** Nobody else may come in. */
  broken: () => void
  warn: (error: unknown, what: string) => void
}

const fromDatabase = 'database'

export function createRoom({ updates, since, store, moved, left, broken, warn, ...setting }: Setting): Room {
  const doc = new Y.Doc()
  const inside = new Set<Inside>()
  let mayWrite = setting.mayWrite
  let [upTo, noticed, bytes, looking, isClosed] = [-1, 0, 0, false, false]
  let collected: Uint8Array[] | undefined
  let steps = 0
  /** What is to be told of the change that is being made: of one that breaks the document nobody hears. */
  let telling: (() => void)[] = []
  /** The change that is being made, as it was told, and by whom. */
  let said: { update: Uint8Array; origin: unknown; wasWhole: boolean } | undefined
  const authorship = createAuthorship(doc)

  const keeping = createKeeping({
    lost: () => endAll(closes.gone), failed: (error) => warn(error, 'what was written waits for the database'),
    async store(batch) {
      const last = await timed('litfass_writing_keeping_seconds', {}, () => store(batch))
      if (last === undefined) return false
      if (upTo === last - batch.length) upTo = last
      else notice(last)
      return true
    },
  })
  const places = createWhereabouts(doc, { moved, tell: (states, from) => tellAll(awarenessMessage(states), (one) => one.where !== from) })
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    bytes += update.length
    const told = asSaid(update, origin)
    const tell = () => tellAll(updateMessage(told), (one) => one !== origin)
    if (said) telling.push(tell)
    else tell()
    if (origin !== fromDatabase) collected?.push(told)
  })
  doc.on('afterTransaction', lookAfter)
  take(updates)

  function take(rows: Setting['updates']) {
    for (const { update } of rows) make(update, fromDatabase)
    for (const { update } of rows) authorship.learn(update)
    upTo = Math.max(upTo, rows.at(-1)?.number ?? upTo)
  }
  function make(update: Uint8Array, origin: unknown) {
    said = { update, origin, wasWhole: isWhole() }
    telling = []
    const counted = { taken: 0, most: origin === fromDatabase ? Infinity : steps < mostStepsOfAll ? mostSteps : fewSteps }
    try {
      withinSteps(counted, () => Y.applyUpdate(doc, update, origin))
    } finally {
      said = undefined
      steps += counted.taken
    }
    for (const tell of telling) tell()
  }
  /** Whether nothing hangs on something that has not come. */
  function isWhole(): boolean {
    return doc.store.pendingStructs === null && doc.store.pendingDs === null
  }
  /** What came of a change here tells of words that went along unnoticed as if they had been taken out: whoever wrote them carries them over by what was told. */
  function asSaid(update: Uint8Array, origin: unknown): Uint8Array {
    // What had hung on this change comes of it, too, and was told to nobody.
    return said && said.origin === origin && said.wasWhole && isWhole() && said.update.length <= update.length ? said.update : update
  }
  /** Browsers look after what is written in them; after that of those who are gone, whoever takes in what takes it out. */
  function lookAfter(transaction: Y.Transaction) {
    if (!said || said.origin !== transaction.origin || said.origin === fromDatabase) return
    const { update } = said
    const here = new Set([...places.clients(), ...[...inside].map(({ where }) => where.client)])
    const carrying = { body: doc.getXmlFragment(parts.body), told: () => Y.decodeUpdate(update), of: (client: number) => !here.has(client) }
    carryOver(transaction, { ...carrying, named: () => carrying.told().ds, asksAll: false })
    keepStray(transaction, carrying)
  }
  function tellAll(message: Uint8Array, isMeant: (one: Inside) => boolean = () => true) {
    for (const one of inside) if (isMeant(one)) one.connection.send(message)
  }
  function endAll(code: number) {
    for (const { connection } of [...inside]) connection.end(code)
  }

  function enter(connection: Connection<string, Writer>): Guest<Writer> {
    const { id, name, roles } = connection.who
    const one: Inside = { connection, where: { reader: { id, name }, client: undefined, ahead: 0 }, roles, received: 0, open: new Set(), held: [], letGo: undefined }
    inside.add(one)
    connection.send(askingMessage(doc))
    if (places.clients().length > 0) connection.send(awarenessMessage(places.all()))
    return {
      hear: (bytes) => hear(one, bytes),
      known: ({ roles }) => { one.roles = roles },
      left() {
        if (!inside.delete(one)) return
        places.leave(one.where)
        left()
      },
    }
  }

  function hear(one: Inside, bytes: Uint8Array) {
    const heard = heardIn(bytes)
    if (!heard) return one.connection.end(closes.refused)
    if (heard.kind === 'update') return write(one, received(one, heard.update))
    if (heard.kind === 'awareness') return heard.bytes.length > mostAwarenessBytes ? one.connection.end(closes.refused) : places.hear(one.where, heard.bytes)
    const answer = heard.kind === 'awareness asked' ? awarenessMessage(places.all()) : heard.vector.length > mostVectorBytes ? undefined : answerMessage(doc, heard.vector)
    if (answer) one.connection.send(answer)
    else one.connection.end(closes.refused)
  }

  function received(one: Inside, update: Uint8Array): Held {
    one.open.add(++one.received)
    return { update, ordinal: one.received }
  }

  function write(one: Inside, message: Held) {
    const { connection } = one
    if (message.update.length > mostUpdateBytes) return connection.end(closes.refused)
    if (!isNothing(message.update)) {
      if (!mayWrite(one.roles)) return connection.end(closes.notPermitted)
      const fault = updateFault(message.update, doc) ?? (isFull(message.update.length) ? 'there is no more room in it' : undefined)
      if (fault !== undefined) return refuse(one, fault)
    }
    if (!apply(one, message)) {
      one.held.push(message)
      if (one.held.length > mostHeld || one.held.reduce((sum, { update }) => sum + update.length, 0) > mostHeldBytes) refuse(one, 'too much hangs on what has not come')
      return
    }
    retry(one)
    slowDown(one)
  }

  function isFull(length: number): boolean {
    if (hasTooMany(doc)) return true
    return bytes + length > mostBytes && (bytes = Y.encodeStateAsUpdate(doc).length) + length > mostBytes
  }
  function refuse(one: Inside, fault: string) {
    warn(undefined, `a change of a working copy was refused: ${fault}`)
    one.held = []
    one.connection.end(closes.refused)
  }

  /** False where it hangs on something that has not come yet: of that nothing stays in the document. */
  function apply(one: Inside, { update, ordinal }: Held): boolean {
    collected = []
    try {
      make(update, one)
      authorship.setRight(update, one.where.reader)
    } catch (error) {
      collected = undefined
      breaks(one, error)
      return true
    }
    const added = collected
    collected = undefined
    const isWhole = doc.store.pendingStructs === null && doc.store.pendingDs === null
    doc.store.pendingStructs = null
    doc.store.pendingDs = null
    const all = added.length > 1 ? Y.mergeUpdates(added) : added[0]
    if (all || isWhole) keeping.add({ update: all, written_by: one.where.reader.id, told: isWhole ? () => tellKept(one, ordinal) : undefined })
    return isWhole
  }

  /** The document may be half of what it was: everybody begins again, in another room, with what is kept. */
  function breaks(by: Inside, error: unknown) {
    warn(error, 'a change broke a working copy')
    broken()
    by.connection.end(closes.refused)
    endAll(closes.restarting)
  }

  function retry(one: Inside) {
    for (let again = one.held.length > 0; again;) {
      const [before, held] = [one.held.length, one.held]
      one.held = []
      one.held = held.filter((message) => !apply(one, message))
      again = one.held.length > 0 && one.held.length < before
    }
  }

  /** Of messages behind one that is not kept yet nothing is told. */
  function tellKept(one: Inside, ordinal: number) {
    one.open.delete(ordinal)
    const [next = one.received + 1] = one.open
    if (inside.has(one)) one.connection.send(keptMessage(next - 1))
    if (keeping.waiting() >= mostWaiting) return
    for (const other of inside) {
      other.letGo?.()
      other.letGo = undefined
    }
  }
  function slowDown(one: Inside) {
    if (keeping.waiting() >= mostWaiting) one.letGo ??= one.connection.hold()
  }

  function notice(number: number) {
    noticed = Math.max(noticed, number)
    if (noticed > upTo) lookAgain()
  }
  function lookAgain() {
    if (looking || isClosed) return
    looking = true
    void readOn(upTo).finally(() => { looking = false })
  }
  async function readOn(from: number) {
    try {
      for (let last = from; ;) {
        const rows = await since(last)
        if (isClosed) return
        take(rows)
        for (const one of inside) retry(one)
        if (noticed <= upTo || upTo === last) return
        last = upTo
      }
    } catch (error) {
      warn(error, 'what others have written cannot be read')
      // Where the wire is lost, too, it says when it is back; where it is not, nobody does.
      setTimeout(() => { if (noticed > upTo) lookAgain() }, 1_000).unref()
    }
  }

  return {
    enter, notice, lookAgain,
    people: () => new Set([...inside].map(({ where }) => where.reader.id)),
    hearElsewhere: places.hearElsewhere, whereabouts: places.all, clients: places.clients,
    mayWriteHas: (changed) => { mayWrite = changed },
    settled: keeping.settled,
    close() {
      isClosed = true
      keeping.close()
      places.close()
      doc.destroy()
    },
  }
}

/** What a browser sends that has nothing new: no structs, and nothing deleted. */
function isNothing(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}
