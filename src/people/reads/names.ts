import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { OfThePaper } from '../name.ts'

/** Whether another account has the name, or had it until lately and is still shown with it. */
export async function isNameTaken(db: Reads, { name_key, reader_id, now }: { name_key: string; reader_id: number; now: Date }): Promise<boolean> {
  const row = await db.selectFrom('readers').select('id').where('id', '<>', reader_id)
    .where((eb) => eb.or([
      eb.and([eb('name_key', '=', name_key), eb('confirmed_at', 'is not', null)]),
      eb.and([eb('former_name_key', '=', name_key), eb('former_name_until', '>', now)]),
    ])).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Whose names nobody else may seem to have: the paper, the authors in its bylines, its staff but for the one who asks. */
export async function ofThePaper(db: Reads, reader_id: number): Promise<OfThePaper> {
  const { name } = await db.selectFrom('paper').select('name').executeTakeFirstOrThrow()
  const staff = db.selectFrom('readers').select('readers.name').where('readers.id', '<>', reader_id)
    .where((eb) => eb.exists(eb.selectFrom('staff_roles').select(sql`1`.as('one')).whereRef('reader_id', '=', 'readers.id')))
  const people = await db.selectFrom('authors').select('authors.name').union(staff).execute()
  return { paper: name, people: people.map((person) => person.name) }
}

/** Readers whose names have no key yet, as those have that an older version of the program added. */
export function readersWithoutKey(db: Reads, limit: number) {
  return db.selectFrom('readers').select(['id', 'name']).where('name_key', 'is', null).orderBy('id').limit(limit).execute()
}
