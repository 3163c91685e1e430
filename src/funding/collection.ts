// A collection is a file of direct debits, or several, for one day: proposed, looked at, approved by a second person and
// written, all debits of it or none. A debit that is in a file is never in another one.
import { sepaCurrency } from './currency.ts'
import { accountIn } from './reads/currencies.ts'
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { Safe } from '../base/safe/safe.ts'
import { dayOf } from '../base/time.ts'
import { bankingDayFrom, isBankingDay } from './banking-day.ts'
import { openedFile, writeFiles } from './collection-file.ts'
import { book, move } from './ledger.ts'
import { graceDays } from './planning.ts'
import { collected, collectionById, fileOf, lockCollected, readyIds, spoiltIds, type Collected, type Collection } from './reads/collections.ts'
import { creditorOf, fundingSettings } from './reads/settings.ts'
import { addDays } from './rhythm.ts'
import { insertCollection, releaseDebits, sendDebits, updateCollectionApproved, updateCollectionDropped, updateDebitsCollection, updateSent } from './writes/collections.ts'

export type ProposalRefusal = 'no_creditor' | 'no_account' | 'no_banking_day' | 'too_soon' | 'nothing'
export type ApprovalRefusal = 'same_person' | 'too_late' | 'nothing' | 'no_creditor' | 'no_account' | 'over'

/** Entries are made in so many pieces, so that a large collection needs no memory. */
const bookedAtOnce = 2_500

/** Who of the staff does it: `id` of the reader. */
export interface Hand extends Act { id: number }

/** The first day for which a file can still reach the bank: a banking day before. */
export function earliestDay(today: string): string {
  return bankingDayFrom(addDays(bankingDayFrom(today), 1))
}

/** Takes together all that can go on a day (YYYY-MM-DD) and is in no proposal yet. */
export function proposeCollection(db: Db, { collect_on }: { collect_on: string }, { id: proposed_by, ...act }: Hand): Promise<{ refused: ProposalRefusal } | { id: number }> {
  return atomically(db, async (tx) => {
    const refused = (await creditorRefusal(tx)) ?? dayRefusal(collect_on, await todayOf(tx, act.now))
    if (refused) return { refused }
    const ids = await readyIds(tx, { day: collect_on, grace: graceDays })
    if (ids.length === 0) return { refused: 'nothing' }
    const { id } = await insertCollection(tx, { collect_on, proposed_by, proposed_at: act.now })
    await updateDebitsCollection(tx, { ids, collection_id: id })
    await record(tx, { what: 'collection proposed', subject: `collection:${id}`, ...act })
    return { id }
  })
}

function dayRefusal(collect_on: string, today: string): ProposalRefusal | null {
  if (!isBankingDay(collect_on)) return 'no_banking_day'
  return collect_on < earliestDay(today) ? 'too_soon' : null
}

async function creditorRefusal(tx: Db): Promise<'no_creditor' | 'no_account' | null> {
  if ((await creditorOf(tx)).creditor_id === '') return 'no_creditor'
  return (await accountIn(tx, sepaCurrency)) ? null : 'no_account'
}

async function todayOf(tx: Db, now: Date): Promise<string> {
  return dayOf(now, (await paper(tx)).time_zone)
}

/** It is not to be after all: its debits are free for another one. */
export function dropCollection(db: Db, id: number, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const collection = await collectionById(tx, id, { lock: true })
    if (collection?.state !== 'proposed') return false
    await releaseDebits(tx, id)
    await updateCollectionDropped(tx, id)
    await record(tx, { what: 'collection dropped', subject: `collection:${id}`, ...act })
    return true
  })
}

/**
 * Writes the files, and books what is in them: all of it is true, or, when anything ends in between, nothing. What could not go
 * any more is left out and free again. Whoever approves is not who proposed, unless the setting says that one person may do both.
 */
export function approveCollection(db: Db, id: number, { id: approved_by, safe, ...act }: Hand & { safe: Safe }): Promise<{ refused: ApprovalRefusal } | { debits: number; files: number }> {
  return atomically(db, async (tx) => {
    const collection = await collectionById(tx, id, { lock: true })
    const refused = await approvalRefusal(tx, collection, { approved_by, now: act.now })
    if (refused || !collection) return { refused: refused ?? 'over' }
    const { collect_on } = collection
    await lockCollected(tx, id)
    await updateDebitsCollection(tx, { ids: await spoiltIds(tx, { id, day: collect_on, grace: graceDays }), collection_id: null })
    const debits = await collected(tx, id)
    if (debits.length === 0) return { refused: 'nothing' }
    const files = await writeFiles(tx, { collection, debits }, { now: act.now, safe })
    for (const file of files) await sendDebits(tx, { ids: idsOf(file.debits), file_id: file.id, collect_on })
    await updateSent(tx, { ids: idsOf(debits), collect_on })
    await bookSent(tx, debits, act.now)
    await updateCollectionApproved(tx, { id, approved_by, approved_at: act.now })
    const alone = collection.proposed_by === approved_by
    await record(tx, { what: alone ? 'collection approved by who proposed it' : 'collection approved', subject: `collection:${id}`, ...act })
    return { debits: debits.length, files: files.length }
  })
}

async function approvalRefusal(tx: Db, collection: Collection | undefined, { approved_by, now }: { approved_by: number; now: Date }): Promise<ApprovalRefusal | null> {
  if (collection?.state !== 'proposed') return 'over'
  if ((await fundingSettings(tx)).four_eyes && collection.proposed_by === approved_by) return 'same_person'
  if (collection.collect_on < earliestDay(await todayOf(tx, now))) return 'too_late'
  return creditorRefusal(tx)
}

async function bookSent(tx: Db, debits: readonly Collected[], now: Date) {
  const booked_on = await todayOf(tx, now)
  for (let at = 0; at < debits.length; at += bookedAtOnce) {
    await book(tx, debits.slice(at, at + bookedAtOnce).map(({ id, due_id, amount, currency }) => (
      { kind: 'debit_sent', source: id, due_id, booked_on, postings: move({ from: 'announced', to: 'in_flight', amount, currency }) })), now)
  }
}

function idsOf(debits: readonly Collected[]): number[] {
  return debits.map(({ id }) => id)
}

/** The file as it was written, for the bank: the same bytes each time. Journalled, since all accounts stand in it. */
export function takeFile(db: Db, { collection_id, part }: { collection_id: number; part: number }, { safe, ...act }: Act & { safe: Safe }): Promise<{ name: string; bytes: Buffer } | undefined> {
  return atomically(db, async (tx) => {
    const file = await fileOf(tx, { collection_id, part })
    if (!file) return undefined
    await record(tx, { what: 'file of a collection downloaded', subject: `collection:${collection_id}`, ...act })
    return { name: `${file.message_id}.xml`, bytes: openedFile(file, safe) }
  })
}
