// The journal of the desk: every deed of staff and of rules, found by who, what, to what and when.
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { calendarDay } from '../base/time.ts'
import { nameKey } from '../people/name.ts'
import { called, programName, programs } from './deed.ts'
import { deeds, kindsOfDeeds, readersCalled, type Deed, type Sought } from './reads/journal.ts'

export const journalFields = ['who', 'subject', 'words', 'from', 'to'] as const
export type JournalForm = Partial<Record<(typeof journalFields)[number], string>>

/** What a form asks for. A day that is none is as if it had not been given. */
export async function soughtBy(db: Reads, { who = '', subject = '', words = '', from = '', to = '' }: JournalForm, t: T): Promise<Sought> {
  return {
    ...(who.trim() ? { actors: await actorsCalled(db, who.trim(), t) } : {}),
    ...(subject.trim() ? { subject: subject.trim() } : {}),
    ...(words.trim() ? { whats: called(await kindsOfDeeds(db), words, t) } : {}),
    from: dayIn(from), to: dayIn(to),
  }
}

/** Programs go by what the journal calls them, and by what the desk does. */
async function actorsCalled(db: Reads, name: string, t: T): Promise<string[]> {
  const key = nameKey(name)
  const ids = key ? await readersCalled(db, key) : []
  const meant = programs.filter((one) => programName(one, t).toLowerCase() === name.toLowerCase())
  return [name, ...meant, ...ids.flatMap((id) => [`staff:${id}`, `reader:${id}`])]
}

function dayIn(text: string): string | undefined {
  const [year = '', month = '', day = ''] = text.trim().split('-')
  return calendarDay([year, month, day])
}

/** All deeds sought, a few thousand at a time: there may be more than memory holds. */
export async function* everyDeed(db: Reads, sought: Sought): AsyncIterable<Deed[]> {
  const limit = 2_000
  for (let before: number | undefined; ;) {
    const some = await deeds(db, sought, { before, limit })
    if (some.length > 0) yield some
    if (some.length < limit) return
    before = some.at(-1)?.id
  }
}
