// Papers with a past: whatever the program's own operations make of them, in any order.
import { sql } from 'kysely'
import { createArticle, withdrawArticle } from '../src/articles/article.ts'
import { createAuthor, createSection, createTopic, describePaper, keepRedirect, writePage } from '../src/articles/paper.ts'
import type { Db } from '../src/base/db/db.ts'
import { addComment, removeComment, showComment } from '../src/comments/comment.ts'
import { insertImported } from '../src/exchange/writes/imported.ts'
import { nameBankAccount, startCampaign } from '../src/funding/campaign.ts'
import { nameKey } from '../src/people/name.ts'
import { addReader } from '../src/people/reader.ts'
import { changeArticle, documentOf } from './makers.ts'
import { giveMoney, type Drawn } from './money-histories.ts'
import { seeded } from './random.ts'

const words = ['Depot', 'Haushalt', 'Wäll „halb“', 'Straße\u2028weiter', 'e\u0301', '😀', '', 'a\tb', '\\u0041 "x"', 'İstanbul']

/** Fills a paper by so many deeds, the same ones for a seed. */
export async function liveThrough(db: Db, { seed, deeds, money = true }: { seed: number; deeds: number; money?: boolean }) {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  const one = <T>(list: T[]): T | undefined => list[below(list.length)]
  const word = () => one(words) ?? ''
  let at = Date.parse('2026-03-01T12:00:00Z')
  const act = () => ({ by: word() || 'desk', now: new Date(at += below(5_000_000)) })
  const slug = (what: string) => `${what}-${below(1e9)}`
  const section = async () => (await createSection(db, { slug: slug('section'), name: `S ${word()}`, description: word(), position: below(5) })).id
  const [sections, authors, topics, articles, comments]: [number[], number[], number[], number[], { id: number; article_id: number }[]] = [[await section()], [], [], [], []]
  const readers = [(await addReader(db, { name: 'Ada', mail_address: null }, act()))!.id]
  await describePaper(db, { name: `Blatt ${word()}`, claim: word(), time_zone: one(['Europe/Berlin', 'Pacific/Auckland', 'UTC'])! })

  const write = async () => {
    const state = one(['draft', 'published', 'published', 'withdrawn'] as const)!
    const { now } = act()
    const author = one(authors)
    const made = await createArticle(db, {
      section_id: one(sections)!, slug: slug('article'), state, language: one(['de', 'en', 'fr'])!, kicker: word(), headline: `H ${word()}`, standfirst: word(), body: documentOf(`T ${word()}`, 'Mehr.'),
      note: word(), sensitive: random() < 0.1, comment_mode: one(['open', 'closed', 'off'] as const)!, lead_alt: one([null, word()]) ?? null, lead_caption: one([null, word()]) ?? null,
      first_published_at: state === 'draft' ? null : now, published_at: state === 'draft' ? null : now, updated_at: one([null, now]) ?? null,
      withdrawn_at: state === 'withdrawn' ? now : null, withdrawn_reason: state === 'withdrawn' ? 'Irrtum' : null,
      bylines: author === undefined ? [] : [{ author_id: author, role: 'text' }, { author_id: author, role: 'photo' }], topic_ids: [...new Set([one(topics), one(topics)].flatMap((id) => id ?? []))],
      corrections: random() < 0.3 ? [{ corrected_at: now, was_wrong: 'a', is_right: 'b' }, { corrected_at: now, was_wrong: 'c', is_right: `d ${word()}` }] : [],
      former_addresses: random() < 0.3 ? [`/?p=${below(1e9)}`, `/alt/${slug('x')}`] : [],
    }, act())
    articles.push(made.id)
  }
  const say = async () => {
    const answered = random() < 0.7 ? one(comments) : undefined
    const article_id = answered?.article_id ?? one(articles)
    if (article_id === undefined) return
    const state = one(['shown', 'shown', 'pending', 'removed'] as const)!
    const reader_id = state === 'shown' || random() < 0.5 ? one(readers)! : null
    comments.push({ article_id, id: await addComment(db, { article_id, parent_id: answered?.id ?? null, reader_id, body: word(), state, removed_reason: state === 'removed' ? word() || null : null, submitted_at: act().now }) })
  }
  const kinds: (() => Promise<unknown>)[] = [
    write, write, write, say, say, say, say, say,
    async () => sections.push(await section()),
    async () => authors.push((await createAuthor(db, { slug: slug('author'), name: `A ${word()}`, office: word(), biography: word() })).id),
    async () => topics.push((await createTopic(db, { slug: slug('topic'), name: `T ${word()}` })).id),
    async () => readers.push((await addReader(db, { name: one(['Ada', `N ${word()}`])!, mail_address: random() < 0.5 ? `${slug('m')}@wall.example` : null }, act()))!.id),
    async () => { const id = one(articles); if (id !== undefined) await changeArticle(db, { id, slug: slug('moved'), section_id: one(sections)! }, act()) },
    async () => { const id = one(articles); if (id !== undefined) await withdrawArticle(db, { id, reason: `R ${word()}` }, act()) },
    async () => { const [id, translation_of] = [one(articles), one(articles)]; if (id !== undefined && translation_of !== undefined) await changeArticle(db, { id, translation_of }, act()).catch(() => {}) },
    async () => { const comment = one(comments); if (comment) await removeComment(db, { id: comment.id, removed_reason: word() || null, removed_by: 'person' }, act()) },
    async () => { const [comment] = await db.selectFrom('comments').select('id').where('reader_id', 'is not', null).where('id', '=', one(comments)?.id ?? 0).execute(); if (comment) await showComment(db, { id: comment.id }, act()) },
    async () => writePage(db, { slug: slug('page'), language: one(['de', 'en'])!, title: `P ${word()}`, body: documentOf(word() || 'x') }, act().now),
    async () => keepRedirect(db, { address: `/?cat=${below(1e9)}`, leads_to: '/', since: act().now }),
    async () => nameBankAccount(db, { holder: `K ${word()}`, iban: 'DE70000018710000005000', bic: '', purpose: word() }),
    async () => startCampaign(db, { slug: slug('campaign'), goal: 1 + below(9e15), goal_kind: 'sum', reached: below(100), starts_on: '2026-01-01', ends_on: one([null, '2026-12-31']) ?? null,
      smallest_amount: 1, currency: 'EUR', rhythm: 'once', texts: ['en', 'de'].map((language) => ({ language, headline: word(), body: word(), button: 'x' })) }),
    async () => insertImported(db, { source: `https://alt.example/${word()}`, kind: 'section', now: act().now }, [[slug('f'), String(one(sections))]]),
    async () => insertImported(db, { source: 'https://alt.example', kind: one(['topic', 'author', 'picture', 'page', 'comment'])!, now: act().now }, [[slug('g'), String(one([1, 2, 404]))]]),
  ]
  for (let n = 0; n < deeds; n++) await one(kinds)!()
  await argue(db, { below, one, word, now: new Date(at) })
  if (money) await giveMoney(db, { below, one, word, now: new Date(at) })
  await betweenMilliseconds(db)
}

// The database knows microseconds, and other programs may write them.
async function betweenMilliseconds(db: Db) {
  await sql`update articles set created_at = created_at + interval '1 microsecond' * (id % 1000), published_at = published_at + interval '7 microseconds' where state <> 'published'`.execute(db)
  await sql`update comments set submitted_at = submitted_at + interval '1 microsecond' * (id % 1000)`.execute(db)
  await sql`update readers set created_at = created_at - interval '123456 microseconds'`.execute(db)
  await sql`update article_addresses set since = since + interval '999 microseconds'`.execute(db)
}

/** Everything that is kept of accounts and of moderating, drawn row by row: what operations make of it, and what else the tables allow. */
async function argue(db: Db, { below, one, word, now }: Drawn) {
  const readers = (await db.selectFrom('readers').select('id').orderBy('id').execute()).map(({ id }) => id)
  const comments = await db.selectFrom('comments').select(['id', 'thread_id', 'article_id', 'parent_id', 'state']).orderBy('id').execute()
  const perhaps = <T>(value: T): T | null => (below(2) === 0 ? value : null)
  const hash = () => Buffer.from(Array.from({ length: 32 }, () => below(256)))
  await db.updateTable('paper').set({ demonstration: below(2) === 0 }).execute()
  await db.updateTable('discussion_settings').set({ mode: 'before', most_waiting: perhaps(7), opens_at: '07:30', closes_at: '22:00:00.25', open_days: sql`'{1,3}'`, settlement_bodies: word(), cooling_from: perhaps(3) }).execute()
  const author = await db.selectFrom('authors').select('id').orderBy('id').executeTakeFirst()
  for (const id of readers) {
    const former = perhaps(`Früher ${word()}`)
    await db.updateTable('readers').set({
      language: perhaps('de'), name_changed_at: perhaps(now), former_name: former, former_name_key: former === null ? null : nameKey(former), former_name_until: former === null ? null : now,
      author_id: perhaps(author?.id ?? null), erase_at: perhaps(now), erased_at: null,
    }).where('id', '=', id).execute()
    if (below(2)) await db.insertInto('staff_roles').values([{ reader_id: id, role: 'moderator', since: now }, { reader_id: id, role: 'admin', since: now }]).execute()
    if (below(2)) await db.insertInto('passkeys').values({ credential_id: `k${id} ${word()}`, reader_id: id, public_key: hash(), counter: below(9), transports: sql`'{usb,"a b"}'`, name: word(), created_at: now, used_on: perhaps('2026-02-28') }).execute()
    if (below(2)) await db.insertInto('standings').values({ reader_id: id, approved: below(9), set_as: perhaps('watched'), suspended_until: perhaps(now), banned_at: perhaps(now) }).onConflict((oc) => oc.doNothing()).execute()
    const hidden = readers.filter((other) => other !== id && below(3) === 0).map((hidden_id) => ({ reader_id: id, hidden_id, since: now }))
    if (hidden.length > 0) await db.insertInto('hidden_readers').values(hidden).execute()
  }
  const [reader = 0, staff = 0] = [one(readers), one(readers)]
  const rule = await db.insertInto('moderation_rules').values({ kind: 'words', pattern: word(), action: 'hold', clause: 'topic', note: word(), made_by: perhaps(staff), made_at: now, retired_at: perhaps(now) }).returning('id').executeTakeFirstOrThrow()
  for (const { id, thread_id, article_id, parent_id, state } of comments) {
    if (below(2)) await db.updateTable('comments').set({
      edited_at: perhaps(now), deleted_at: perhaps(now), picked_at: perhaps(now), locked_at: perhaps(now), looked_at: perhaps(now), spoke_as: perhaps('staff'), waits_for: perhaps('rule'),
      ...(state === 'removed' ? { removed_by: perhaps('rule' as const) } : {}), ...(parent_id !== null ? { quote_from: 1, quote_to: 3 } : {}),
    }).where('id', '=', id).execute()
    if (below(3) === 0) await db.insertInto('comment_revisions').values({ comment_id: id, body: word(), replaced_at: now }).execute()
    if (below(3) === 0) await db.insertInto('rule_matches').values({ comment_id: id, rule_id: rule.id, places: sql`'{0,3,5,9}'` }).execute()
    if (below(3) === 0) await db.insertInto('comment_routes').values({ comment_id: id, route: 'correction', marked_by: perhaps(staff), marked_at: now }).execute()
    if (below(3) === 0) await db.insertInto('staff_notes').values({ comment_id: id, staff_id: staff, text: word(), noted_at: now }).execute()
    if (below(3) === 0) await db.insertInto('follows').values({ reader_id: reader, thread_id, how: 'daily', since: now, told_until: now }).onConflict((oc) => oc.doNothing()).execute()
    if (below(2)) {
      await db.insertInto('recommendations').values({ comment_id: id, reader_id: reader, recommended_at: now }).execute()
      await db.updateTable('comments').set({ recommended: 1 }).where('id', '=', id).execute()
    }
    if (below(3) === 0) await decideAndObject(db, { id, article_id, reader, staff, rule: rule.id, word, perhaps, hash, now })
  }
  const sections = await db.selectFrom('sections').select('id').orderBy('id').limit(2).execute()
  await db.insertInto('discussion_overrides').values(sections.map(({ id }) => ({ section_id: id, mode: 'before' as const, close_after_days: perhaps(3) }))).execute()
  if (comments[0]) await db.insertInto('discussion_overrides').values({ article_id: comments[0].article_id, slow_seconds: below(60) }).execute()
}

interface Decided { id: number; article_id: number; reader: number; staff: number; rule: number; word(): string; perhaps<T>(value: T): T | null; hash(): Buffer; now: Date }

async function decideAndObject(db: Db, { id, article_id, reader, staff, rule, word, perhaps, hash, now }: Decided) {
  const decision = await db.insertInto('decisions').values({ kind: 'remove', comment_id: perhaps(id), article_id: perhaps(article_id), reader_id: perhaps(reader), body: perhaps(word()), made_by: 'person', staff_id: staff, rule_id: perhaps(rule), clause: 'topic', reason: word(),
    state_before: perhaps('shown'), until: perhaps(now), decided_at: now, waited_since: perhaps(now), undone_at: perhaps(now), undone_by: perhaps(staff) }).returning('id').executeTakeFirstOrThrow()
  const report = await db.insertInto('reports').values({ comment_id: id, kind: 'notice', clause: 'illegal', explanation: `E ${word()}`, contact_name: perhaps(word()), contact_mail: perhaps('x@mail.example'), language: perhaps('en'), receipt_hash: perhaps(hash()), outcome_hash: perhaps(hash()),
    reported_at: now, decision_id: decision.id, outcome: 'kept', ended_at: now }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('objections').values({ decision_id: decision.id, by_whom: 'reporter', report_id: report.id, text: word(), objected_at: now, decided_at: now, decided_by: staff, outcome: 'upheld', answer: word(), by_same_person: true }).execute()
  await db.insertInto('blind_checks').values({ decision_id: decision.id, drawn_at: now, staff_id: perhaps(staff) }).execute()
  await db.insertInto('police_cases').values({ comment_id: id, evidence: `{"b":1, "a":"${now.toISOString()}"}`, evidence_hash: hash(), told: word(), opened_by: staff, opened_at: now }).execute()
}
