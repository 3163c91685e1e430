// A reader of whom the paper knows something in every place where it can: each text that may hold anything of them holds
// a mark of its own.
import { sql } from 'kysely'
import { attempt, type Db } from '../src/base/db/db.ts'
import { makeComment } from './comment-makers.ts'
import { makeArticle, noon } from './makers.ts'
import { makeGivingReader } from './giving-reader.ts'
import { makeAccount, type Account } from './people-makers.ts'

const day = 86_400_000
const hash = (n: number) => Buffer.alloc(32, n)
/** The marks' common part, and the mail address that stands wherever theirs does. */
export const mark = 'MARKED'
export const address = `${mark}@mark.example`

/** Tables in which the paper keeps something of readers, with the rows that are about the reader or the comments of the reader. */
export const about: Record<string, (ids: { id: number; comments: number[] }) => ReturnType<typeof sql<boolean>>> = {
  readers: ({ id }) => sql`id = ${id}`,
  ...Object.fromEntries(['sessions', 'mail_links', 'passkeys', 'ceremonies', 'totp_secrets', 'recovery_codes', 'standings', 'follows', 'recommendations', 'unsubscribe_links', 'audience_mails']
    .map((table) => [table, ({ id }: { id: number }) => sql<boolean>`reader_id = ${id}`])),
  hidden_readers: ({ id }) => sql`reader_id = ${id} or hidden_id = ${id}`,
  comments: ({ id }) => sql`reader_id = ${id}`,
  comment_revisions: ({ comments }) => sql`comment_id = any(${comments}::bigint[])`,
  rule_matches: ({ comments }) => sql`comment_id = any(${comments}::bigint[])`,
  comment_routes: ({ comments }) => sql`comment_id = any(${comments}::bigint[])`,
  comment_drafts: () => sql`true`,
  decisions: ({ id, comments }) => sql`reader_id = ${id} or comment_id = any(${comments}::bigint[])`,
  reports: ({ id, comments }) => sql`reader_id = ${id} or contact_mail = ${address} or comment_id = any(${comments}::bigint[])`,
  objections: () => sql`true`,
  staff_notes: () => sql`true`,
  mails: () => sql`true`,
  imported: () => sql`true`,
  journal: () => sql`actor not like 'staff:%'`,
  supporters: ({ id }) => sql`reader_id = ${id}`,
  ...Object.fromEntries(['supporter_notes', 'supporter_mails', 'supporter_links', 'supporter_sessions', 'mandates', 'pledges', 'pledge_changes', 'provider_payments', 'statement_lines', 'statement_files', 'declarations', 'dunning_holds', 'certificates'].map((table) => [table, () => sql<boolean>`true`])),
}

export interface WholeReader { account: Account; article_id: number; comments: number[]; other: Account; others: number[]; staff: Account; /** Where marks stand: `table.column`. */ marked: string[] }

export async function makeWholeReader(db: Db): Promise<WholeReader> {
  const account = await makeAccount(db, { name: `${mark} name`, mail_address: address })
  const [other, staff] = [await makeAccount(db, { name: 'Other' }), await makeAccount(db, { name: 'Staff', roles: ['moderator'] })]
  const { id: article_id } = await makeArticle(db)
  const { comments, others } = await talk(db, { article_id, id: account.id, other: other.id })
  const [, second = 0] = comments
  await signIns(db, account.id, article_id)
  await cases(db, { id: account.id, article_id, comments, others, staff: staff.id, other: other.id })
  await db.insertInto('imported').values({ source: 'https://old.example', kind: 'reader', foreign_id: 'name', own_id: String(account.id), imported_at: noon }).execute()
  await makeGivingReader(db, { reader_id: account.id, staff: staff.id, mail_address: address })
  await db.deleteFrom('journal').execute()
  await db.insertInto('journal').values([
    { actor: `reader:${account.id}`, what: 'x', subject: 'x', happened_at: noon }, { actor: 'import', what: 'x', subject: `reader:${account.id}`, happened_at: noon },
    { actor: `staff:${staff.id}`, what: 'reader banned', subject: `reader:${account.id}`, happened_at: noon },
  ]).execute()
  await db.deleteFrom('mails').execute()
  const letter = { from_name: 'Paper', subject: 'x', text: 'x', html: 'x', created_at: noon }
  await db.insertInto('mails').values([
    { ...letter, to_address: address, unsubscribe_url: 'https://paper.example/u' },
    { ...letter, to_address: other.mail_address, unsubscribe_url: 'https://paper.example/u', text: `https://paper.example/stadt/x-1/comments/${second}#c${second}` },
  ]).execute()
  return { account, article_id, comments, other, others, staff, marked: await markAll(db, { id: account.id, comments }) }
}

async function talk(db: Db, { article_id, id, other }: { article_id: number; id: number; other: number }) {
  const first = await makeComment(db, { article_id, reader_id: id, body: 'A' })
  const answer = await makeComment(db, { article_id, reader_id: other, parent_id: first, body: 'Others stay.' })
  const second = await makeComment(db, { article_id, reader_id: id, parent_id: answer, body: 'B' })
  const waiting = await makeComment(db, { article_id, reader_id: id, body: 'C', state: 'pending' })
  const removed = await makeComment(db, { article_id, reader_id: id, body: 'D', state: 'removed', removed_reason: 'person' })
  const apart = await makeComment(db, { article_id, reader_id: other, body: 'Stays, too.' })
  const comments = [first, second, waiting, removed]
  await db.insertInto('comment_revisions').values({ comment_id: first, body: 'x', replaced_at: noon }).execute()
  const rule = await db.insertInto('moderation_rules').values({ kind: 'words', pattern: 'x', action: 'hold', clause: 'person', made_at: noon }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('rule_matches').values({ comment_id: waiting, rule_id: rule.id, places: sql`'{0,1}'` }).execute()
  await db.insertInto('comment_routes').values([{ comment_id: first, route: 'correction', marked_at: noon }, { comment_id: first, route: 'question', marked_at: noon, question: 'x', answer: 'x', answered_at: noon }]).execute()
  await db.insertInto('recommendations').values([{ comment_id: answer, reader_id: id, recommended_at: noon }, { comment_id: answer, reader_id: other, recommended_at: noon }]).execute()
  await db.updateTable('comments').set({ recommended: 2 }).where('id', '=', answer).execute()
  await db.insertInto('follows').values({ reader_id: id, thread_id: first, how: 'daily', since: noon, told_until: noon }).execute()
  await db.insertInto('hidden_readers').values([{ reader_id: id, hidden_id: other, since: noon }, { reader_id: other, hidden_id: id, since: noon }]).execute()
  return { comments, others: [answer, apart] }
}

async function signIns(db: Db, id: number, article_id: number) {
  const later = new Date(noon.getTime() + 300 * day)
  const draft = await db.insertInto('comment_drafts').values({ article_id, body: 'x', created_at: noon, expires_at: later }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('mail_links').values({ token_hash: hash(1), purpose: 'sign_in', reader_id: id, mail_address: address, draft_id: draft.id, created_at: noon, expires_at: later }).execute()
  await db.insertInto('passkeys').values({ credential_id: 'x', reader_id: id, public_key: Buffer.from('x'), counter: 0, transports: sql`'{usb}'`, name: 'x', created_at: noon }).execute()
  await db.insertInto('ceremonies').values({ token_hash: hash(2), purpose: 'register', challenge: 'x', reader_id: id, expires_at: later }).execute()
  await db.insertInto('totp_secrets').values({ reader_id: id, secret: 'x' }).execute()
  await db.insertInto('recovery_codes').values({ reader_id: id, code_hash: hash(3) }).execute()
  await db.insertInto('unsubscribe_links').values({ token_hash: hash(4), reader_id: id, created_at: noon }).execute()
  await db.insertInto('standings').values({ reader_id: id, approved: 2, rejected: 1 }).onConflict((oc) => oc.column('reader_id').doUpdateSet({ approved: 2, rejected: 1 })).execute()
}

async function cases(db: Db, { id, article_id, comments, others, staff, other }: { id: number; article_id: number; comments: number[]; others: number[]; staff: number; other: number }) {
  const [first = 0, , , removed = 0] = comments
  const [answer = 0, apart = 0] = others
  const by = { made_by: 'person' as const, staff_id: staff, decided_at: noon, reason: 'x', body: 'x' }
  const [onThem, onOther] = await db.insertInto('decisions').values([
    { kind: 'remove', comment_id: removed, article_id, reader_id: id, clause: 'person', ...by }, { kind: 'keep', comment_id: answer, article_id, ...by, body: null, reason: '' },
  ]).returning('id').execute()
  await db.insertInto('decisions').values({ kind: 'warn', reader_id: id, clause: 'person', ...by }).execute()
  const report = { clause: 'person', reported_at: noon }
  const [theirs] = await db.insertInto('reports').values([
    { ...report, comment_id: answer, kind: 'report', reader_id: id, explanation: 'x', receipt_hash: hash(5), decision_id: onOther!.id, outcome: 'kept', ended_at: noon },
    { ...report, comment_id: apart, kind: 'notice', explanation: 'x', contact_name: 'x', contact_mail: address, receipt_hash: hash(6) },
    { ...report, comment_id: first, kind: 'report', reader_id: other, explanation: 'quotes them' },
  ]).returning('id').execute()
  await db.insertInto('objections').values([
    { decision_id: onThem!.id, by_whom: 'author', text: 'x', objected_at: noon, decided_at: noon, decided_by: staff, outcome: 'upheld', answer: 'x' },
    { decision_id: onOther!.id, by_whom: 'reporter', report_id: theirs!.id, text: 'x', objected_at: noon },
  ]).execute()
  await db.insertInto('staff_notes').values([{ reader_id: id, staff_id: staff, text: 'x', noted_at: noon }, { comment_id: first, staff_id: staff, text: 'x', noted_at: noon }]).execute()
}

/** Columns whose text says where something belongs, or is one of the program's own words. */
const keys = [
  'comments.removed_reason', 'decisions.clause', 'decisions.state_before', 'reports.clause', 'reports.language',
  'supporters.mail_address', 'supporters.language', 'mandates.language', 'mandates.consent_text', 'declarations.language', 'pledge_changes.actor', 'pledge_changes.rhythm', 'pledge_changes.way', 'statement_lines.currency', 'provider_payments.currency', 'provider_payments.description', 'provider_payments.failure',
  'provider_payments.foreign_id', 'provider_payments.checkout_id', 'statement_files.imported_by',
  ...['bank_reference', 'end_to_end_id', 'mandate_reference', 'reference', 'message_id', 'reason_code', 'bank_code', 'decided_by'].map((column) => `statement_lines.${column}`),
  'mails.then_job', 'mails.then_payload', 'mails.kind', 'pledges.agreed_as',
  'mail_links.mail_address', 'mails.to_address', 'mails.unsubscribe_url', 'reports.contact_mail', 'readers.mail_address', 'imported.kind', 'imported.own_id', 'imported.source', 'journal.actor', 'journal.subject',
]

/** Writes a mark into every text that takes one: what the database takes only certain words for holds nothing of anybody. */
async function markAll(db: Db, ids: { id: number; comments: number[] }): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string; type: string }>`select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public' and (data_type in ('text', 'jsonb', 'json', 'ARRAY') or column_name = 'public_key') order by 1, 2`.execute(db)
  const marked: string[] = []
  for (const { table, column, type } of rows) {
    const which = about[table]?.(ids)
    if (!which || keys.includes(`${table}.${column}`)) continue
    const text = `${mark}-${table}-${column}`
    const value = type === 'ARRAY' ? sql`array[${text}::text]` : type === 'bytea' ? sql`convert_to(${text}, 'UTF8')` : type === 'text' ? sql`case when ${sql.ref(column)} like 'https:%' then ${sql.ref(column)} || ' ' || ${text} else ${text} end` : sql`to_jsonb(${text}::text)`
    await attempt(db, async (tx) => {
      const { numAffectedRows } = await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where (${which}) and ${sql.ref(column)} is not null`.execute(tx)
      const filled = numAffectedRows ? numAffectedRows : (await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${which}`.execute(tx)).numAffectedRows
      if (filled) marked.push(`${table}.${column}`)
    }).catch(() => {})
  }
  return marked
}
