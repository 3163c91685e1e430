// The house rules of docs/architecture.md, as code. If you must break one, change the rule there first.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

// Imports may only point to an earlier name in this list.
const order = ['urls-desk.ts', 'urls-funding.ts', 'urls.ts', 'job-names.ts', 'base', 'articles', 'people', 'comments', 'funding', 'audience', 'newsroom', 'exchange', 'site', 'routes.ts', 'jobs.ts', 'main.ts']
const tables: Record<string, string[]> = {
  base: ['journal', 'mails', 'mail_counts', 'secret_keys'],
  people: ['readers', 'staff_roles', 'sessions', 'mail_links', 'passkeys', 'ceremonies', 'totp_secrets', 'recovery_codes'],
  articles: ['paper', 'sections', 'topics', 'authors', 'pictures', 'renditions', 'picture_pairs', 'picture_uses', 'idle_pictures', 'media_settings', 'articles', 'bylines', 'article_topics', 'corrections', 'article_addresses', 'pages', 'redirects', 'archive_counts', 'article_search', 'search_words', 'topic_words', 'topic_countings', 'common_words'],
  comments: ['comments', 'comment_counts', 'comment_revisions', 'comment_drafts', 'recommendations', 'follows', 'hidden_readers', 'unsubscribe_links', 'discussion_settings', 'discussion_overrides', 'moderation_rules', 'rule_matches', 'standings', 'decisions', 'reports', 'objections', 'claims', 'staff_notes', 'blind_checks', 'comment_routes', 'police_cases'],
  funding: ['campaigns', 'campaign_texts', 'campaign_sections', 'campaign_slices', 'campaign_articles', 'appeal_days', 'pledge_origins', 'campaign_beside', 'bank_accounts', 'funding_settings', 'currencies', 'rhythm_amounts', 'method_changes', 'given_forms', 'supporters', 'supporter_notes', 'supporter_mails', 'supporters_apart', 'mandates', 'pledges', 'pledge_changes', 'dues', 'ledger_entries', 'ledger_postings',
    'prenotifications', 'collections', 'collection_files', 'debits', 'statement_files', 'statements', 'statement_lines', 'provider_payments', 'provider_events', 'refunds', 'provider_payouts', 'provider_disputes', 'provider_payout_parts', 'vouchers', 'bookkeeping_settings', 'bookkeeping_accounts', 'closed_months', 'supporter_links', 'supporter_sessions', 'declarations', 'declared_pledges', 'certificate_terms', 'certificates', 'certificate_gifts',
    'figure_marks', 'figure_steps', 'figure_pledge_steps', 'figure_days', 'figure_cohorts', 'figure_pledge_days', 'figure_money',
    'funding_mail_settings', 'dunning_steps', 'dunning_holds', 'upgrade_consents', 'upgrade_questions'],
  audience: ['audience_settings', 'day_salts', 'hit_segments', 'counted_pages', 'page_hours', 'page_days', 'page_sums', 'trait_days', 'source_days', 'leaving_days', 'machine_days', 'left_out_days', 'live_minutes', 'live_sources', 'counting_tokens', 'event_days', 'log_days', 'imported_days',
    'appeal_view_days', 'slot_views', 'slot_clicks', 'headline_tests', 'headline_versions', 'headline_slices',
    'figures_tokens', 'totals_keys', 'totals_statements',
    'counting_turns', 'audience_alerts', 'audience_mails'],
  newsroom: ['article_plans', 'assignments', 'fronts', 'front_versions', 'front_places', 'front_rules', 'style_rules', 'style_checks',
    'writings', 'writing_updates', 'writing_presences', 'uploads', 'upload_parts',
    'stage_moves', 'stage_settings', 'article_watchers', 'move_notices', 'article_schedules', 'preview_links',
    'revisions', 'article_locks'],
  exchange: ['imported', 'wires', 'wire_mappings', 'wire_settings', 'wire_items', 'wire_attachments', 'wire_readers'],
}
const forbiddenNames = /(^|\/)(index|utils?|helpers?|common|service|manager)\.tsx?$/

interface Import { from: string; to: string; typeOnly: boolean }
const files = globSync('src/**/*.{ts,tsx}').filter((f) => !f.includes('.test.')).map((f) => f.replaceAll('\\', '/').slice(4)).sort()
const text = new Map(files.map((f) => [f, readFileSync(`src/${f}`, 'utf8')]))
const imports: Import[] = files.flatMap((from) =>
  [...source(from).matchAll(/^(?:import|export)( type)?\b[^'"]*?from '([^']+)'/gm)].map(([, type, to]) => ({
    from, to: to!.startsWith('.') ? normalize(join(dirname(from), to!)) : to!, typeOnly: Boolean(type),
  })))

function source(file: string): string { return text.get(file) ?? '' }
function area(file: string): string { return file.split('/')[0] ?? '' }
function role(file: string): string { return (file.split('/')[1] ?? '').replace(/\.tsx?$/, '') }
function inside(file: string): boolean { return text.has(file) }

function forbid(rule: string, broken: (i: Import) => boolean) {
  test(rule, () => assert.deepEqual(imports.filter(broken).map((i) => `${i.from} -> ${i.to}`), []))
}

test('the tree is read at all', () => assert.ok(files.length > 50 && imports.length > 100))

test('every file lies in an area or is one of the bindings', () => {
  assert.deepEqual(files.filter((f) => !order.includes(area(f))), [])
})
forbid('imports point to earlier areas only', (i) => inside(i.to) && order.indexOf(area(i.to)) > order.indexOf(area(i.from)))
forbid('only reads, writes and base speak SQL', (i) => /^(kysely|pg)(\/|$)/.test(i.to) && area(i.from) !== 'base' && !['reads', 'writes'].includes(role(i.from)))
forbid('writes are reached through the domain', (i) => inside(i.to) && role(i.to) === 'writes' && area(i.to) !== 'base' &&
  (area(i.from) !== area(i.to) || ['pages', 'views', 'jobs', 'reads'].includes(role(i.from))) && !i.typeOnly)
forbid('only the archive puts rows in as they are', (i) => i.to === 'base/db/rows.ts' && !['exchange', 'base'].includes(area(i.from)))
forbid('views are given everything', (i) => i.from.includes('/views/') && inside(i.to) && !i.typeOnly && !/\/views\/|^urls\.ts$|^base\/(ui|i18n)\//.test(i.to))
forbid('only base/web knows the HTTP library', (i) => /^(hono|@hono|ws)(\/|$)/.test(i.to) && i.to !== 'hono/jsx' && !i.from.startsWith('base/web/'))
forbid('what runs in the browser knows only itself', (i) => i.from.includes('/client/') && inside(i.to) && !i.to.includes('/client/'))

test('a feature writes only to its own tables', () => {
  const strays = files.flatMap((f) => [...source(f).matchAll(/(?:insertInto|updateTable|deleteFrom)\('(\w+)'/g)]
    .filter(([, table]) => !tables[area(f)]?.includes(table ?? '') || (area(f) !== 'base' && role(f) !== 'writes')).map(([, table]) => `${f}: ${table}`))
  assert.deepEqual(strays, [])
})
test('every table belongs to one area', () => {
  const schema = [...readFileSync('db/schema.sql', 'utf8').matchAll(/^create table (\w+)/gm)].map(([, name]) => name).filter((name) => name !== 'migrations').sort()
  const owned = Object.values(tables).flat().filter((name) => schema.includes(name)).sort()
  assert.deepEqual(owned, schema)
})
test('no file that people write is longer than 300 lines, but for the list of paths', () => {
  assert.deepEqual(files.filter((f) => !['base/db/schema.ts', 'urls.ts'].includes(f) && source(f).split('\n').length > 301), [])
})
test('no file has a name that says nothing', () => {
  assert.deepEqual(files.filter((f) => forbiddenNames.test(f) || f !== f.toLowerCase()), [])
})
test('time is passed in: only base asks the clock', () => {
  assert.deepEqual(files.filter((f) => area(f) !== 'base' && f !== 'main.ts' && !f.includes('/client/') && /\bDate\.now\(\)|\bnew Date\(\)/.test(source(f))), [])
})
test('no any, no default export, no re-export, no assertion outside base', () => {
  const rules: [RegExp, (f: string) => boolean][] = [
    [/[:<|&(]\s*any\b(?!\w)/, () => true],
    [/^export default\b/m, () => true],
    [/^export (?:type )?(?:\*|\{[^}]*\}) from\b/m, () => true],
    [/\bas (?!const\b)[A-Za-z{[(](?![^\n]*\bfrom\b)/, (f) => area(f) !== 'base' && !f.includes('/client/')],
  ]
  const strays = files.flatMap((f) => rules.filter(([pattern, concerns]) => concerns(f) && pattern.test(code(source(f)))).map(([pattern]) => `${f}: ${pattern.exec(code(source(f)))?.[0]}`))
  assert.deepEqual(strays, [])
})
test('the project names no machine and no registry', () => {
  const strays = globSync('{src,test,bench,bin,docs,db,locales,.ci,deploy}/**/*.*', { exclude: (path) => path.includes('node_modules') }).filter((f) => /\/work\/main|registry\.npmjs|\/home\/\w+\/|\/root\/\w/.test(readFileSync(f, 'utf8')) && !f.endsWith('architecture.test.ts'))
  assert.deepEqual(strays, [])
})

// Without comments, strings and imports, in which words may stand as they like.
function code(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '').replace(/^import .*$/gm, '').replace(/`[^`]*`|'[^'\n]*'|"[^"\n]*"/g, "''")
}
