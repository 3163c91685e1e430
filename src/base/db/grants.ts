// What the role that works may do, said in one place. The tables belong to another role, their owner, which migrates and
// grants; whoever works owns nothing, and so can neither change a table nor take a guard off it.
import type { PoolClient } from 'pg'

/**
 * Whatever is missing, as statements in their order. Books (`ledger_…`, and what was signed of days' totals) are read and added to, never changed; the salt of the day is
 * taken away by emptying its table, which leaves nothing of it in a file. What was
 * once granted beyond that is taken back.
 *
 * The jobs' library closes its tables row by row to all but their owner; a policy opens them to the role.
 */
const missing = `
  with role as (
    select oid, rolname as name from pg_roles where rolname = $1
  ), things as (
    select c.oid, n.nspname as schema, c.relname as name, c.relkind, c.relrowsecurity, n.nspname = 'public' and (c.relname like 'ledger\\_%' or c.relname = 'totals_statements') as is_ledger
    from role, pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'graphile_worker') and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and pg_has_role(c.relowner, 'USAGE') and not pg_has_role(role.oid, c.relowner, 'USAGE')
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
  ), wanted as (
    select *, case when relkind = 'S' then array['USAGE', 'SELECT', 'UPDATE'] when name = 'migrations' then array['SELECT']
      when is_ledger then array['SELECT', 'INSERT']
      when name = 'day_salts' then array['SELECT', 'INSERT', 'TRUNCATE'] else array['SELECT', 'INSERT', 'UPDATE', 'DELETE'] end as privileges
    from things
  ), excess as (
    select things.* from things, role where is_ledger and relkind <> 'S'
      and (has_table_privilege(role.oid, things.oid, 'UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') or has_any_column_privilege(role.oid, things.oid, 'UPDATE'))
  ), statements as (
    select 1 as step, format('grant usage on schema %I to %I', nspname, role.name) as statement from pg_namespace n, role
    where nspname in ('public', 'graphile_worker') and not has_schema_privilege(role.oid, n.oid, 'USAGE')
    union all
    select 2, format('revoke all on %I.%I from %I', schema, excess.name, role.name) from excess, role
    union all
    select 3, format('grant %s on %s %I.%I to %I', array_to_string(privileges, ', '), case relkind when 'S' then 'sequence' else 'table' end, schema, wanted.name, role.name)
    from wanted, role where wanted.oid in (select oid from excess) or exists (select from unnest(privileges) p
      where not case relkind when 'S' then has_sequence_privilege(role.oid, wanted.oid, p) else has_table_privilege(role.oid, wanted.oid, p) end)
    union all
    select 4, format('create policy %I on %I.%I to %I using (true) with check (true)', role.name, schema, things.name, role.name) from things, role
    where relrowsecurity and schema = 'graphile_worker' and not exists (select from pg_policy where polrelid = things.oid and role.oid = any (polroles))
  )
  select statement from statements order by step, statement`

/** Lets `role` work with the tables there are, as their owner, after all migrations. */
export async function grantTo(role: string, owner: PoolClient) {
  await owner.query('begin')
  try {
    const { rows } = await owner.query<{ statement: string }>(missing, [role])
    for (const { statement } of rows) await owner.query(statement)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

export interface Standing {
  role: string
  /** It may do with the tables what it likes. Null where there are none yet. */
  owns: boolean | null
  /** It may change what stands in the books. */
  changesLedger: boolean
}

/** Asked by the role itself, on a connection of its own. */
export const standing = `
  select current_user as role, (select pg_has_role(relowner, 'MEMBER') from pg_class where oid = to_regclass('public.migrations')) as owns,
    exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname like 'ledger\\_%'
      and (pg_has_role(relowner, 'MEMBER') or has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE') or has_any_column_privilege(oid, 'UPDATE'))) as "changesLedger"`
