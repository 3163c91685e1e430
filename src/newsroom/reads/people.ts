import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Role } from '../../people/permissions.ts'

/** Whom an account is in bylines. */
export function authorOf(db: Reads, reader_id: number) {
  return db.selectFrom('readers').innerJoin('authors', 'authors.id', 'readers.author_id').select(['authors.id', 'authors.name', 'authors.slug']).where('readers.id', '=', reader_id).executeTakeFirst()
}

function people(db: Reads) {
  return db.selectFrom('readers').select(['readers.id', 'name', 'mail_address', 'created_at', 'confirmed_at', 'erased_at',
    sql<Role[]>`array(select role from staff_roles where reader_id = readers.id order by role)`.as('roles')])
}
export type Person = Awaited<ReturnType<typeof peopleCalled>>[number]

interface Called { /** See people/name.ts. */ name_key: string; /** The number of the person that the page begins after. */ after?: number | undefined }

/** Those whose name begins so, to whoever does not look closely. Rides readers_known_as_idx. */
export function peopleCalled(db: Reads, { name_key, after }: Called, limit: number) {
  return people(db).where('name_key', 'like', `${name_key}%`)
    .$if(after !== undefined, (q) => q.where(sql<boolean>`(name_key, id) > (select name_key, id from readers where id = ${after ?? 0})`))
    .orderBy('name_key').orderBy('id').limit(limit).execute()
}

/** Rides readers_mail_address_idx. */
export function peopleWithAddress(db: Reads, mail_address: string) {
  return people(db).where(sql`lower(mail_address)`, '=', mail_address.toLowerCase()).execute()
}

export function personById(db: Reads, id: number) {
  return people(db).select(['language', 'former_name', 'former_name_until', 'author_id']).where('id', '=', id).executeTakeFirst()
}

function staff(db: Reads) {
  return people(db).where('id', 'in', (eb) => eb.selectFrom('staff_roles').select('reader_id')).orderBy('name_key').orderBy('id')
}
/** Everyone who works for the paper, by name. */
export function staffMembers(db: Reads) {
  return staff(db).execute()
}

/** The same, with what they prove who they are with, and how many sessions they have now. */
export function staffWithFactors(db: Reads, now: Date) {
  return staff(db).select([
    sql<number>`(select count(*) from passkeys where reader_id = readers.id)::int`.as('passkeys'),
    sql<boolean>`exists (select from totp_secrets where reader_id = readers.id and confirmed_at is not null)`.as('has_totp'),
    sql<number>`(select count(*) from sessions where reader_id = readers.id and expires_at > ${now})::int`.as('sessions'),
  ]).execute()
}
export type StaffMember = Awaited<ReturnType<typeof staffWithFactors>>[number]
