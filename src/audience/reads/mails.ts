// Which of the staff want to hear of what is read.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { isPermitted, type Role } from '../../people/permissions.ts'

export interface Wanting { id: number; name: string; mail_address: string; language: string | null; roles: Role[]; alerts: boolean; daily_at: number | null; told_until: string }

/** Those who still work here and may see it. */
export async function staffMails(db: Reads): Promise<Wanting[]> {
  const { rows } = await sql<Wanting>`select r.id, r.name, r.mail_address, r.language, array(select role from staff_roles where reader_id = r.id order by role) as roles, m.alerts, m.daily_at, m.told_until
    from audience_mails as m join readers as r on r.id = m.reader_id where r.mail_address is not null and r.erased_at is null and (m.alerts or m.daily_at is not null) order by r.id`.execute(db)
  return rows.filter(({ roles }) => isPermitted(roles, 'see_audience'))
}

/** Nothing, unless they have said so. */
export async function mailsWanted(db: Reads, reader_id: number): Promise<{ alerts: boolean; daily_at: number | null }> {
  return (await db.selectFrom('audience_mails').select(['alerts', 'daily_at']).where('reader_id', '=', reader_id).executeTakeFirst()) ?? { alerts: false, daily_at: null }
}
