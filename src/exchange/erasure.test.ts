// Erasure, as docs/decisions/0049 has it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { dumped } from '../../test/dumped.ts'
import { house, type House } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { about, address, makeWholeReader, mark } from '../../test/whole-reader.ts'
import { keepTerms } from '../funding/retention.ts'
import { eraseDue } from './erasure.ts'

const site_url = 'http://paper.test'
const dayLater = (now: Date) => new Date(now.getTime() + 86_400_000)

const hex = (text: string) => Buffer.from(text).toString('hex')

/** What of the paper's tables is about no reader: said here, so that a new table is asked about. */
const ofNobody = ['migrations', 'archive_counts', 'article_addresses', 'article_search', 'article_topics', 'articles', 'authors', 'bank_accounts', 'bylines', 'campaign_articles', 'campaign_beside', 'currencies', 'rhythm_amounts', 'campaign_sections', 'campaign_slices', 'campaign_texts', 'campaigns', 'comment_counts',
  'corrections', 'discussion_overrides', 'discussion_settings', 'pages', 'paper', 'pictures', 'redirects', 'renditions', 'search_words', 'secret_keys', 'sections', 'topics', 'topic_words', 'topic_countings', 'common_words',
  'media_settings', 'picture_pairs', 'picture_uses', 'idle_pictures', 'upload_parts',
  // Of staff alone: they answer for what they did, under a number.
  'staff_roles', 'wire_readers', 'moderation_rules', 'claims', 'blind_checks', 'article_revisions', 'assignments', 'article_plans', 'fronts', 'front_versions', 'front_places', 'front_rules', 'style_rules', 'style_checks',
  'writings', 'writing_updates', 'writing_presences', 'uploads',
  'staff_roles', 'moderation_rules', 'claims', 'blind_checks', 'article_revisions', 'assignments', 'article_plans', 'fronts', 'front_versions', 'front_places', 'front_rules', 'style_rules', 'style_checks', 'stage_moves', 'stage_settings', 'article_watchers', 'move_notices', 'article_schedules', 'preview_links',
  'revisions', 'article_locks',
  // Money, in numbers alone: whose it was stands in what they refer to.
  'bookkeeping_accounts', 'bookkeeping_settings', 'certificate_gifts', 'certificate_terms', 'closed_months', 'collection_files', 'collections', 'debits', 'declared_pledges', 'dues', 'dunning_steps', 'figure_cohorts', 'figure_days', 'figure_marks', 'figure_money', 'figure_pledge_days', 'figure_pledge_steps', 'figure_steps', 'funding_mail_settings', 'funding_settings', 'mail_counts', 'upgrade_consents', 'upgrade_questions', 'given_forms', 'pledge_origins', 'method_changes', 'ledger_entries', 'ledger_postings', 'prenotifications',
  'provider_disputes', 'provider_events', 'provider_payout_parts', 'provider_payouts', 'refunds', 'statements', 'supporters_apart', 'vouchers',
  // How much is read: nobody can be told from it.
  'audience_settings', 'counted_pages', 'counting_tokens', 'day_salts', 'event_days', 'hit_segments', 'imported_days', 'leaving_days', 'left_out_days', 'live_minutes', 'live_sources', 'log_days', 'machine_days', 'page_days', 'page_hours', 'page_sums', 'slot_clicks', 'slot_views', 'source_days', 'trait_days',
  'appeal_days', 'appeal_view_days', 'headline_tests', 'headline_versions', 'headline_slices',
  'figures_tokens', 'totals_keys', 'totals_statements',
  'audience_alerts', 'counting_turns',
  // Texts of agencies, and where they come from.
  'wires', 'wire_mappings', 'wire_settings', 'wire_items', 'wire_attachments',
  // Kept for the police (Article 18 DSA): the law requires it.
  'police_cases']

test('every table is said to be about readers or not', house(async ({ db }) => {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db)
  assert.deepEqual(rows.map(({ name }) => name).filter((name) => !(name in about) && !ofNobody.includes(name)), [])
}))

test('of an erased reader nothing is left but a number, and what was decided by clause and day', house(async ({ db, now }) => {
  const { account, article_id, comments, others, other, staff, marked } = await makeWholeReader(db)
  const before = await dumped(db)
  for (const column of marked) assert.ok(before.includes(`${mark}-${column.replace('.', '-')}`) || before.includes(hex(`${mark}-${column.replace('.', '-')}`)), column)
  assert.ok(marked.length > 25 && ['comments.body', 'decisions.body', 'decisions.reason', 'reports.explanation', 'staff_notes.text', 'comment_drafts.body', 'readers.former_name', 'mails.html', 'imported.foreign_id']
    .every((column) => marked.includes(column)), marked.join(' '))

  await db.updateTable('readers').set({ erase_at: now }).where('id', '=', account.id).execute()
  await eraseDue(db, { site_url, now })

  const mails = await db.selectFrom('mails').select(['to_address', 'subject', 'unsubscribe_url']).orderBy('id').execute()
  assert.deepEqual(mails, [
    // Who had reported one of their comments.
    { to_address: other.mail_address, subject: 'Der gemeldete Kommentar wurde gelöscht', unsubscribe_url: null },
    { to_address: address, subject: 'Ihr Konto ist gelöscht', unsubscribe_url: null },
  ])
  // As it is once that has been handed over.
  await db.deleteFrom('mails').execute()
  // Of whom money came the name lies blocked as long as vouchers are kept.
  const waiting = (await dumped(db)).split('\n').filter((row) => row.includes(`${mark}-`))
  assert.ok(waiting.length > 0 && waiting.every((row) => /supporters|mandates|statement_files/.test(row)), waiting.join('\n'))
  await keepTerms(db, { site: { url: site_url }, now: new Date('2035-01-02T12:00:00Z') })
  const after = await dumped(db)
  const rest = after.split('\n').filter((row) => row.toLowerCase().includes(mark.toLowerCase()) || row.includes(hex(mark)))
  assert.deepEqual(rest, [])

  const left = await db.selectFrom('comments').select(['id', 'reader_id', 'body', 'state', 'removed_by', 'removed_reason', 'visible']).where('id', 'in', comments).orderBy('id').execute()
  assert.deepEqual(left.map(({ reader_id, body, removed_by, removed_reason, visible }) => [reader_id, body, removed_by, removed_reason, visible]), [
    [null, '', 'author', null, true], [null, '', 'author', null, false], [null, '', 'author', null, false], [null, '', null, 'person', false],
  ])
  const kept = await db.selectFrom('comments').select(['body', 'recommended']).where('id', 'in', others).orderBy('id').execute()
  assert.deepEqual(kept, [{ body: 'Others stay.', recommended: 1 }, { body: 'Stays, too.', recommended: 0 }])
  const counts = await db.selectFrom('comment_counts').select(['shown', 'threads']).where('article_id', '=', article_id).executeTakeFirst()
  assert.deepEqual(counts, { shown: 2, threads: 2 })
  const decisions = await db.selectFrom('decisions').select(['kind', 'clause', 'reader_id', 'body', 'reason', 'staff_id']).where('kind', '<>', 'keep').orderBy('id').execute()
  assert.deepEqual(decisions.map((one) => Object.values(one)), [['remove', 'person', null, null, '', staff.id], ['warn', 'person', null, null, '', staff.id]])
  assert.equal((await db.selectFrom('journal').select('actor').where('subject', '=', `reader:${account.id}`).where('actor', 'like', 'staff:%').execute()).length, 1)
}))

test('an erased reader is no more than somebody in the thread they wrote in', house(async ({ db, now, open }) => {
  const { account, article_id } = await makeWholeReader(db)
  await db.updateTable('readers').set({ erase_at: now }).where('id', '=', account.id).execute()
  await eraseDue(db, { site_url, now })
  const article = await db.selectFrom('articles').innerJoin('sections', 'sections.id', 'section_id').select(['articles.slug', 'sections.slug as section']).where('articles.id', '=', article_id).executeTakeFirstOrThrow()
  const { html } = await open(`/${article.section}/${article.slug}-${article_id}/comments`)
  assert.match(html, /Others stay\./)
  assert.doesNotMatch(html, new RegExp(mark))
  assert.equal((await open('/account', account.cookie)).status, 303)
}))

test('nobody is erased before the day is over, who took it back, or who works for the paper', house(async ({ db, now }) => {
  const [waits, stays, works] = [await makeAccount(db), await makeAccount(db), await makeAccount(db, { roles: ['admin'] })]
  await db.updateTable('readers').set({ erase_at: dayLater(now) }).where('id', '=', waits.id).execute()
  await db.updateTable('readers').set({ erase_at: now }).where('id', '=', works.id).execute()
  await eraseDue(db, { site_url, now })
  const names = await db.selectFrom('readers').select('name').where('id', 'in', [waits.id, stays.id, works.id]).orderBy('id').execute()
  assert.deepEqual(names.map(({ name }) => name), [waits.name, stays.name, works.name])
}))

async function dueOf(t: House, id: number) {
  return (await t.db.selectFrom('readers').select('erase_at').where('id', '=', id).executeTakeFirstOrThrow()).erase_at
}

test('erasure is asked for with a check, mailed at once, and taken back by one button', house(async (t) => {
  const ada = await makeAccount(t.db, { confirmed_at: t.now })
  await t.db.updateTable('sessions').set({ created_at: t.now }).execute()
  assert.match((await t.open('/account/erasure', ada.cookie)).html, /Konto in 24 Stunden löschen/)
  const unsure = await t.send('/account/erasure', {}, ada.cookie)
  assert.deepEqual([unsure.status, await dueOf(t, ada.id)], [422, null])
  assert.match(unsure.html, /Bitte bestätigen Sie/)
  assert.equal((await t.send('/account/erasure', { sure: 'on' }, ada.cookie)).status, 303)
  assert.deepEqual(await dueOf(t, ada.id), dayLater(t.now))
  const mail = await t.db.selectFrom('mails').selectAll().where('to_address', '=', ada.mail_address).executeTakeFirstOrThrow()
  assert.match(mail.text, /http:\/\/paper\.test\/account\/erasure/)
  assert.match((await t.open('/account/erasure', ada.cookie)).html, /Ihr Konto wird am .* gelöscht\..*Doch nicht löschen/s)
  await t.send('/account/erasure/withdrawal', {}, ada.cookie)
  assert.equal(await dueOf(t, ada.id), null)
}))

test('a browser that was left signed in cannot erase: it takes a fresh link', house(async (t) => {
  const ada = await makeAccount(t.db)
  await t.db.updateTable('sessions').set({ created_at: new Date(t.now.getTime() - 16 * 60_000) }).execute()
  assert.match((await t.open('/account/erasure', ada.cookie)).html, /melden Sie sich dafür bitte noch einmal an/)
  assert.equal((await t.send('/account/erasure', { sure: 'on' }, ada.cookie)).status, 422)
  assert.equal(await dueOf(t, ada.id), null)
  assert.equal((await t.send('/account/erasure/link', {}, ada.cookie)).status, 303)
  const link = await t.db.selectFrom('mail_links').select('next').where('reader_id', '=', ada.id).executeTakeFirst()
  assert.equal(link?.next, '/account/erasure')
}))

test('staff give their roles back first', house(async (t) => {
  const boss = await makeAccount(t.db, { roles: ['admin'] })
  await t.db.updateTable('sessions').set({ created_at: t.now }).execute()
  assert.match((await t.open('/account/erasure', boss.cookie)).html, /Geben Sie zuerst Ihre Aufgaben zurück/)
  assert.equal((await t.send('/account/erasure', { sure: 'on' }, boss.cookie)).status, 422)
  assert.equal(await dueOf(t, boss.id), null)
}))
