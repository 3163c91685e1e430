// Every table and column of the paper is in the archive, or is known to follow from what is. Whoever adds one says here
// where it is kept, or why it is not; what must never leave the paper (a secret, a salt) is named as such.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { z } from 'zod'
import { kindNames, kinds, type Kind } from './archive-kinds.ts'

interface KeptTable {
  in: Kind
  /** The list in a record of that kind that holds the rows. */
  under?: string
  /** Columns with another name there: the path of the field. */
  renamed?: Record<string, string>
  /** Columns that are not kept, and why. */
  derived?: Record<string, string>
}

const id = { id: 'lines stand in the order of ids, and new ids are given in the order of lines' }
const single = { id: 'always 1' }

const kept: Record<string, KeptTable> = {
  paper: { in: 'paper', renamed: { mark_picture_id: 'mark_picture' }, derived: single },
  bank_accounts: { in: 'bank_account', derived: single },
  pictures: {
    in: 'pictures', renamed: { merged_into: 'same_as' },
    derived: { ...id, version: 'of smaller files, which are made anew', look: 'seen anew by a job', looked_at: 'the same', words: 'of the other fields', uploaded_by: 'stands in the journal, and is taken from there' },
  },
  sections: { in: 'sections', derived: id },
  topics: { in: 'topics', renamed: { picture_id: 'picture' }, derived: id },
  authors: { in: 'authors', derived: id },
  articles: { in: 'articles', renamed: { id: 'number', section_id: 'section', lead_picture_id: 'lead_picture' } },
  bylines: { in: 'articles', under: 'bylines', renamed: { article_id: 'number', author_id: 'bylines.author' }, derived: { position: 'the order of the list', listed_at: 'published_at of a published article' } },
  article_topics: { in: 'articles', renamed: { article_id: 'number', topic_id: 'topics' }, derived: { position: 'the order of the list', listed_at: 'published_at of a published article' } },
  corrections: { in: 'articles', under: 'corrections', renamed: { article_id: 'number', comment_id: 'corrections.comment' }, derived: { id: 'the order of the list' } },
  article_addresses: { in: 'articles', under: 'addresses', renamed: { article_id: 'number' } },
  pages: { in: 'pages' },
  redirects: { in: 'redirects' },
  readers: { in: 'readers', renamed: { id: 'number', author_id: 'author' }, derived: { name_key: 'the name as look-alikes have it', former_name_key: 'the same of the former name' } },
  staff_roles: { in: 'readers', under: 'roles', renamed: { reader_id: 'number' } },
  // Public keys are no secret, and who moves with the paper signs in as before.
  passkeys: { in: 'readers', under: 'passkeys', renamed: { reader_id: 'number' } },
  standings: { in: 'readers', under: 'standing', renamed: { reader_id: 'number' } },
  comments: {
    in: 'comments', renamed: { id: 'number', article_id: 'article', reader_id: 'reader', parent_id: 'parent', path: 'place' },
    derived: { thread_id: 'the first comment above', visible: 'shown, or answered by what is visible', children: 'the last ordinal below', replies: 'the visible ones of a thread', recommended: 'the recommendations' },
  },
  comment_revisions: { in: 'comment_revisions', renamed: { comment_id: 'comment' } },
  recommendations: { in: 'recommendations', renamed: { comment_id: 'comment', reader_id: 'reader' } },
  follows: { in: 'follows', renamed: { reader_id: 'reader', thread_id: 'thread' }, derived: { mailed_at: 'nothing is on its way: the next mail may go out' } },
  hidden_readers: { in: 'hidden_readers', renamed: { reader_id: 'reader', hidden_id: 'hidden' } },
  discussion_settings: { in: 'discussion_settings', derived: single },
  discussion_overrides: { in: 'discussion_overrides', renamed: { section_id: 'section', article_id: 'article' } },
  moderation_rules: { in: 'moderation_rules', renamed: { id: 'number' } },
  rule_matches: { in: 'rule_matches', renamed: { comment_id: 'comment', rule_id: 'rule' } },
  decisions: { in: 'decisions', renamed: { id: 'number', comment_id: 'comment', article_id: 'article', reader_id: 'reader', staff_id: 'staff', rule_id: 'rule' } },
  // With the hash of the receipt's token: who gave notice can look and object for six months, wherever the paper is.
  reports: { in: 'reports', renamed: { id: 'number', comment_id: 'comment', reader_id: 'reader', decision_id: 'decision' } },
  objections: { in: 'objections', renamed: { id: 'number', decision_id: 'decision', report_id: 'report' } },
  blind_checks: { in: 'blind_checks', renamed: { decision_id: 'decision', staff_id: 'staff' } },
  staff_notes: { in: 'staff_notes', renamed: { comment_id: 'comment', reader_id: 'reader', staff_id: 'staff' }, derived: id },
  comment_routes: { in: 'comment_routes', renamed: { comment_id: 'comment' } },
  police_cases: { in: 'police_cases', renamed: { id: 'number', comment_id: 'comment' } },
  campaigns: { in: 'campaigns', derived: id },
  campaign_texts: { in: 'campaigns', under: 'texts', derived: { campaign_id: 'the record the list stands in' } },
  campaign_sections: { in: 'campaigns', renamed: { section_id: 'sections' }, derived: { campaign_id: 'the record the list stands in' } },
  campaign_slices: { in: 'campaigns', under: 'slices', derived: { campaign_id: 'the record the list stands in' } },
  campaign_articles: { in: 'campaigns', under: 'articles', renamed: { article_id: 'articles.article' }, derived: { campaign_id: 'the record the list stands in' } },
  // By their names only: a paper that moves without them is told which it lacks.
  secret_keys: { in: 'secret_keys' },
  funding_settings: { in: 'funding_settings', derived: single },
  funding_mail_settings: { in: 'funding_mail_settings', derived: single },
  currencies: { in: 'currencies' },
  rhythm_amounts: { in: 'rhythm_amounts' },
  supporters: { in: 'supporters', renamed: { id: 'number', reader_id: 'reader' } },
  supporter_notes: { in: 'supporter_notes', renamed: { supporter_id: 'supporter' }, derived: id },
  supporter_mails: { in: 'supporter_mails', renamed: { supporter_id: 'supporter' }, derived: id },
  supporters_apart: { in: 'supporters_apart', renamed: { one_id: 'one', other_id: 'other' } },
  mandates: { in: 'mandates', renamed: { id: 'number', supporter_id: 'supporter' } },
  pledges: { in: 'pledges', renamed: { id: 'number', supporter_id: 'supporter', mandate_id: 'mandate', campaign_id: 'campaign' } },
  pledge_changes: { in: 'pledge_changes', renamed: { pledge_id: 'pledge' }, derived: id },
  dues: { in: 'dues', renamed: { id: 'number', pledge_id: 'pledge' } },
  prenotifications: { in: 'prenotifications', renamed: { id: 'number', mandate_id: 'mandate' } },
  collections: { in: 'collections', renamed: { id: 'number' } },
  collection_files: { in: 'collection_files', renamed: { id: 'number', collection_id: 'collection' } },
  debits: { in: 'debits', renamed: { id: 'number', due_id: 'due', mandate_id: 'mandate', prenotification_id: 'prenotification', collection_id: 'collection', file_id: 'file' } },
  statement_files: { in: 'statement_files', renamed: { id: 'number' } },
  statements: { in: 'statements', renamed: { id: 'number', file_id: 'file' } },
  statement_lines: { in: 'statement_lines', renamed: { id: 'number', statement_id: 'statement', pledge_id: 'pledge' } },
  provider_payments: { in: 'provider_payments', renamed: { id: 'number', due_id: 'due' } },
  // So that what a provider tells a second time is still known after a move.
  provider_events: { in: 'provider_events' },
  refunds: { in: 'refunds', renamed: { id: 'number', due_id: 'due', provider_payment_id: 'payment' } },
  provider_payouts: { in: 'provider_payouts', renamed: { id: 'number', line_id: 'line' } },
  provider_payout_parts: { in: 'provider_payout_parts', renamed: { payout_id: 'payout', provider_payment_id: 'payment' } },
  provider_disputes: { in: 'provider_disputes', renamed: { id: 'number', provider_payment_id: 'payment' } },
  vouchers: { in: 'vouchers', renamed: { id: 'number', number: 'voucher', due_id: 'due' } },
  // With the hash of its confirmation's token: who declared something finds it wherever the paper is.
  declarations: { in: 'declarations', renamed: { id: 'number', number: 'called', supporter_id: 'supporter' } },
  declared_pledges: { in: 'declared_pledges', renamed: { declaration_id: 'declaration', pledge_id: 'pledge' } },
  dunning_steps: { in: 'dunning_steps', renamed: { due_id: 'due' } },
  dunning_holds: { in: 'dunning_holds', renamed: { pledge_id: 'pledge' } },
  upgrade_consents: { in: 'upgrade_consents', renamed: { supporter_id: 'supporter' }, derived: id },
  // With the hash of the link that ends such questions: it works wherever the paper is.
  upgrade_questions: { in: 'upgrade_questions', renamed: { supporter_id: 'supporter', pledge_id: 'pledge' }, derived: id },
  certificate_terms: { in: 'certificate_terms', renamed: { id: 'number' } },
  certificates: { in: 'certificates', renamed: { id: 'number', terms_id: 'terms', supporter_id: 'supporter' } },
  certificate_gifts: { in: 'certificate_gifts', renamed: { certificate_id: 'certificate', due_id: 'due' } },
  ledger_entries: { in: 'ledger_entries', renamed: { id: 'number', due_id: 'due', line_id: 'line' } },
  ledger_postings: { in: 'ledger_entries', under: 'postings', renamed: { entry_id: 'number' }, derived: { position: 'the order of the list' } },
  bookkeeping_settings: { in: 'bookkeeping_settings', derived: single },
  bookkeeping_accounts: { in: 'bookkeeping_accounts' },
  closed_months: { in: 'closed_months' },
  audience_settings: { in: 'audience_settings', derived: single },
  counted_pages: { in: 'counted_pages', renamed: { id: 'number', article_id: 'article' } },
  page_hours: { in: 'page_hours', renamed: { page_id: 'page', hour: 'hours', views: 'hours', readers: 'hours' } },
  page_days: { in: 'page_days', renamed: { page_id: 'page' }, derived: { reader_count: 'what the sketch tells' } },
  trait_days: { in: 'trait_days', renamed: { value: 'values', views: 'values' } },
  source_days: { in: 'source_days', renamed: { page_id: 'page', kind: 'sources', name: 'sources', views: 'sources' } },
  leaving_days: { in: 'leaving_days', renamed: { page_id: 'page', host: 'hosts', clicks: 'hosts' } },
  machine_days: { in: 'machine_days', renamed: { machine: 'machines', hits: 'machines' } },
  left_out_days: { in: 'left_out_days', renamed: { why: 'reasons', hits: 'reasons' } },
  event_days: { in: 'event_days', renamed: { category: 'events', action: 'events', hits: 'events' } },
  imported_days: { in: 'imported_days', renamed: { page_id: 'figures', views: 'figures', visitors: 'figures' } },
  // So that lines that were counted are known where the paper moved to, and counted once.
  log_days: { in: 'log_days' },
  appeal_view_days: { in: 'appeal_view_days', renamed: { page_id: 'page' } },
  appeal_days: { in: 'appeal_days', renamed: { article_id: 'article' } },
  // So that a gift that comes in the weeks after a move is counted where it was decided on.
  pledge_origins: { in: 'pledge_origins', renamed: { pledge_id: 'pledge', article_id: 'article' } },
  slot_views: { in: 'slot_views', renamed: { page_id: 'page', hour: 'hours', views: 'hours' } },
  slot_clicks: { in: 'slot_clicks', renamed: { page_id: 'page', hour: 'places', slot: 'places', article_id: 'places', clicks: 'places' } },
  // The headline that won is what the front page shows.
  headline_tests: { in: 'headline_tests', renamed: { id: 'number', article_id: 'article' } },
  headline_versions: { in: 'headline_versions', renamed: { test_id: 'test' } },
  headline_slices: { in: 'headline_slices', renamed: { test_id: 'test', slice: 'slices', slot: 'slices', version: 'slices', views: 'slices', clicks: 'slices' } },
  audience_alerts: { in: 'audience_alerts', renamed: { article_id: 'article' }, derived: id },
  totals_keys: { in: 'totals_keys', renamed: { id: 'number' } },
  totals_statements: { in: 'totals_statements', renamed: { number: 'statement', key_id: 'key' } },
  article_plans: { in: 'article_plans', renamed: { article_id: 'article' } },
  style_rules: { in: 'style_rules', derived: { id: 'nothing refers to it' } },
  style_checks: { in: 'style_checks' },
  stage_settings: { in: 'stage_settings' },
  stage_moves: { in: 'stage_moves', renamed: { id: 'number', article_id: 'article' } },
  move_notices: { in: 'move_notices', renamed: { move_id: 'move', reader_id: 'reader' } },
  article_watchers: { in: 'article_watchers', renamed: { id: 'number', reader_id: 'reader', article_id: 'article', section_id: 'section' } },
  article_schedules: { in: 'article_schedules', renamed: { id: 'number', article_id: 'article' } },
  assignments: { in: 'assignments', renamed: { id: 'number', article_id: 'article', staff_id: 'staff' } },
  fronts: { in: 'fronts', renamed: { id: 'number', section_id: 'section', topic_id: 'topic' } },
  // Drafts too: who was at one goes on with it.
  front_versions: { in: 'front_versions', renamed: { id: 'number', front_id: 'front', staff_id: 'staff', base_id: 'base', restored_from: 'restored' } },
  front_places: { in: 'front_places', renamed: { version_id: 'version', article_id: 'article', section_id: 'section' } },
  front_rules: { in: 'front_rules', renamed: { version_id: 'version', section_id: 'section', topic_id: 'topic' } },
  revisions: { in: 'revisions', renamed: { article_id: 'article', number: 'revision', restored_from: 'restored' } },
  writings: { in: 'writings', renamed: { article_id: 'article' } },
  writing_updates: { in: 'writing_updates', renamed: { article_id: 'article', number: 'change' } },
  wires: {
    in: 'wires', renamed: { id: 'number', section_id: 'section' },
    derived: { secret_sealed: 'a secret: typed anew where the paper is now', next_at: 'at once', claimed_until: 'for minutes', etag: 'asked for anew', last_modified: 'asked for anew', asked_at: 'asked for anew', came_at: 'of texts that stay', wrong: 'looked at anew', failures: 'looked at anew' },
  },
  wire_mappings: { in: 'wire_mappings', renamed: { wire_id: 'wire', section_id: 'section' } },
  wire_settings: { in: 'wire_settings', derived: single },
  picture_pairs: { in: 'picture_pairs', renamed: { one_id: 'one', other_id: 'other' } },
  media_settings: { in: 'media_settings', derived: single },
  imported: { in: 'imported', renamed: { own_id: 'own' } },
  journal: { in: 'journal', derived: id },
}

const derived: Record<string, string> = {
  migrations: 'belongs to the database, not to the paper',
  renditions: 'made anew from the originals: at once what pages show first, by a job the rest',
  picture_uses: 'written by the database with each article, and from the revisions that working copies were settled into',
  idle_pictures: 'written by the database with each picture and what it stands in',
  comment_counts: 'counted from the comments',
  page_sums: 'added up anew by night, from the days',
  archive_counts: 'counted from the articles',
  article_search: 'indexed from the articles',
  campaign_beside: 'counted from what was given',
  topic_words: 'counted by night from what stands under the topics',
  topic_countings: 'says what was counted so, and when',
  common_words: 'counted by night from the newest articles',
  search_words: 'chosen anew from the words of the articles',
  ...Object.fromEntries(['marks', 'steps', 'pledge_steps', 'days', 'cohorts', 'pledge_days', 'money'].map((name) => [`figure_${name}`, 'counted from pledges, dues and the ledger: putting these in marks what is to be counted'])),
}

/** Secrets, and what is true for minutes only. Whoever holds an archive must not be able to be somebody else by it. */
const staying: Record<string, string> = {
  ...Object.fromEntries(['uploads', 'upload_parts'].map((name) => [name, 'on their way in, for a day'])),
  sessions: 'everybody signs in anew',
  mail_links: 'somebody signs in by one, within minutes',
  ceremonies: 'one that has begun is over in minutes',
  totp_secrets: 'a secret in plain: staff set their app up anew after signing in by link',
  recovery_codes: 'they belong to the app, and are made anew with it',
  unsubscribe_links: 'they act without signing in; mails to come bring new ones',
  mails: 'they are on their way: a paper that is moved must not send them twice, and some hold links to sign in by',
  mail_counts: 'how many mails this program has handed over, of each kind',
  comment_drafts: 'each waits for a link in a mail, which does not move',
  claims: 'for minutes: somebody looks at a comment',
  article_locks: 'for minutes: somebody writes in an article',
  supporter_links: 'they open without signing in; mails to come bring new ones',
  supporter_sessions: 'each is over in an hour',
  given_forms: 'for two days, so that a form sent twice is one gift',
  day_salts: 'it turns addresses into numbers: nobody may have it after its day',
  hit_segments: 'of files on the disk of the paper that counts',
  ...Object.fromEntries(['live_minutes', 'live_sources'].map((name) => [name, 'true for an hour'])),
  counting_tokens: 'whoever holds one may say for others where they read: made anew where the paper moves',
  counting_turns: 'of the processes that count here',
  audience_mails: 'staff choose anew which mails they want, where the paper is now',
  figures_tokens: 'whoever holds one may read the desk\'s figures: made anew where the paper moves',
  writing_presences: 'true for seconds: who has an article open',
  preview_links: 'whoever has one reads what is not public: they are made anew where the paper moves',
  wire_items: 'texts of others, kept for some days; what was taken over is an article',
  wire_attachments: 'pictures that lie aside until such a text is taken over',
  wire_readers: 'up to where somebody has seen texts that stay',
  method_changes: 'somebody is on a provider\'s page, for a day at most; what came of it stands in the pledge',
}

const schema = readFileSync('db/schema.sql', 'utf8')
const columns = new Map([...schema.matchAll(/^create table (\w+) \(\n([\s\S]*?)\n\);/gm)]
  .map(([, table = '', body = '']) => [table, [...body.matchAll(/^ {2}(\w+) /gm)].map(([, column = '']) => column).filter((column) => column !== 'constraint')]))

test('every table is in the archive, or said to follow from what is, or to stay behind', () => {
  assert.ok(columns.size > 20 && columns.get('articles')!.length > 20)
  assert.deepEqual([...columns.keys()].sort(), [...Object.keys(kept), ...Object.keys(derived), ...Object.keys(staying)].sort())
})

test('every column of what is in the archive is a field there, or said to follow from one', () => {
  const lost = Object.entries(kept).flatMap(([table, { in: kind, under, renamed = {}, derived: follows = {} }]) => (columns.get(table) ?? [])
    .filter((column) => !(column in follows) && !hasField(kind, renamed[column] ?? [under, column].filter(Boolean).join('.')))
    .map((column) => `${table}.${column}`))
  assert.deepEqual(lost, [])
})

test('nothing is said of tables or columns that are not there', () => {
  const strays = Object.entries(kept).flatMap(([table, { renamed = {}, derived: follows = {} }]) =>
    [...Object.keys(renamed), ...Object.keys(follows)].filter((column) => !columns.get(table)?.includes(column)).map((column) => `${table}.${column}`))
  assert.deepEqual(strays, [])
})

test('a field that takes only certain words takes those that its column takes', () => {
  const differing = Object.entries(kept).flatMap(([table, { in: kind, under, renamed = {} }]) => [...wordsOf(table)].flatMap(([column, words]) => {
    const field = property(kind, renamed[column] ?? [under, column].filter(Boolean).join('.'))
    const own = (field && objectIn(field).enum) ?? []
    return own.length > 0 && own.toSorted().join() !== words.toSorted().join() ? [`${table}.${column}: ${words.join(' ')}`] : []
  }))
  assert.deepEqual(differing, [])
})

test('a field may be null, a number or a text where its column may', () => {
  const differing = Object.entries(kept).flatMap(([table, { in: kind, under, renamed = {}, derived: follows = {} }]) => [...typesOf(table)].flatMap(([column, type]) => {
    const field = column in follows || column in renamed ? undefined : property(kind, [under, column].filter(Boolean).join('.'))
    if (!field) return []
    const own = [field, ...field.anyOf ?? []].flatMap((one) => (typeof one === 'object' ? one.type ?? [] : []))
    const said = `${own.find((one) => one !== 'null')}${own.includes('null') ? '' : ' NOT NULL'}`
    return own.length === 0 || said === type ? [] : [`${table}.${column}: ${type} is ${said}`]
  }))
  assert.deepEqual(differing, [])
})

test('every kind and every field is described in docs/archive.md', () => {
  const text = readFileSync('docs/archive.md', 'utf8')
  const unsaid = kindNames.flatMap((kind) => {
    const [, part = ''] = text.split(`\n### ${kind}.jsonl\n`)
    const own = part.split('\n### ')[0] ?? ''
    return fieldsOf(z.toJSONSchema(kinds[kind])).filter((field) => !own.includes(`\`${field}\``)).map((field) => `${kind}.${field}`)
  })
  assert.deepEqual(unsaid, [])
})

type JsonSchema = z.core.JSONSchema.BaseSchema

/** What JSON has for the columns of a table that have plain types, such as `integer NOT NULL`. */
function typesOf(table: string): Map<string, string> {
  const names: Record<string, string> = { bigint: 'integer', integer: 'integer', smallint: 'integer', boolean: 'boolean', text: 'string', date: 'string', uuid: 'string', bytea: 'string', 'timestamp with time zone': 'string' }
  return new Map([...bodyOf(table).matchAll(/^ {2}(\w+) (bigint|integer|smallint|boolean|text|date|uuid|bytea|timestamp with time zone)\b(?!\[)(.*)$/gm)]
    .map(([, column = '', type = '', more = '']) => [column, `${names[type]}${/NOT NULL|not null/.test(more) ? ' NOT NULL' : ''}`]))
}

/** The words that the check of a column allows, by column. */
function wordsOf(table: string): Map<string, string[]> {
  return new Map([...bodyOf(table).matchAll(/CHECK \(\((\w+) = ANY \(ARRAY\[([^\]]*)\]\)\)\)/g)].map(([, column = '', list = '']) => [column, [...list.matchAll(/'(\w*)'::text/g)].map(([, word = '']) => word)]))
}

function bodyOf(table: string): string {
  return new RegExp(`^create table ${table} \\(\n([\\s\\S]*?)\n\\);`, 'm').exec(schema)?.[1] ?? ''
}

function hasField(kind: Kind, path: string): boolean {
  return property(kind, path) !== undefined
}
function property(kind: Kind, path: string): JsonSchema | undefined {
  let at: JsonSchema | undefined = z.toJSONSchema(kinds[kind])
  for (const name of path.split('.')) at = propertyOf(at, name)
  return at
}
function propertyOf(of: JsonSchema | undefined, name: string): JsonSchema | undefined {
  const found = of && objectIn(of).properties?.[name]
  return typeof found === 'object' ? found : undefined
}
function fieldsOf(schema: JsonSchema): string[] {
  return Object.entries(objectIn(schema).properties ?? {}).flatMap(([name, inner]) => [name, ...(typeof inner === 'object' ? fieldsOf(inner) : [])])
}
/** The object that a field is, lists, or may be. */
function objectIn(schema: JsonSchema): JsonSchema {
  const within = [schema.items, schema.anyOf?.[0]].flat().find((inner) => typeof inner === 'object')
  return within ?? schema
}
