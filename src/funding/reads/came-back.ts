import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface CameBack { due_id: number; supporter_id: number; name: string; amount: number; currency: string; reason_code: string; ended_on: string }

/** Dues whose debit came back, that are not debited again by themselves, and whose pledge goes on: somebody is to say what is to be. The newest first. */
export async function undecidedDues(db: Reads, { since, limit }: { since: string; limit: number }): Promise<CameBack[]> {
  const { rows } = await sql<CameBack>`select * from (
      select distinct on (du.id) du.id as due_id, s.id as supporter_id, s.name, du.amount, du.currency, d.reason_code, d.ended_on
      from debits d join dues du on du.id = d.due_id join pledges p on p.id = du.pledge_id join supporters s on s.id = p.supporter_id
      where d.state in ('returned', 'rejected') and d.ended_on >= ${since}::date and du.state in ('open', 'returned') and du.again_on is null
        and p.way = 'debit' and (p.state = 'active' or (p.state = 'ended' and p.ended_why = 'done' and p.rhythm = 'once'))
        and not exists (select from debits o where o.due_id = du.id and o.state in ('planned', 'sent', 'settled'))
      order by du.id, d.id desc) b
    order by ended_on desc, due_id desc limit ${limit}`.execute(db)
  return rows
}
