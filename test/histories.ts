// Papers with a past: whatever the program's own operations make of them, in any order.
import { sql } from 'kysely'
import { createArticle, markTranslation, readdressArticle, withdrawArticle } from '../src/articles/article.ts'
import { createAuthor, createSection, createTopic, describePaper, keepRedirect, writePage } from '../src/articles/paper.ts'
import type { Db } from '../src/base/db/db.ts'
import { addComment, removeComment, showComment } from '../src/comments/comment.ts'
import { insertImported } from '../src/exchange/writes.ts'
import { nameBankAccount, startCampaign } from '../src/funding/campaign.ts'
import { addReader } from '../src/people/reader.ts'
import { documentOf } from './makers.ts'
import { seeded } from './random.ts'

const words = ['Depot', 'Haushalt', 'Wäll „halb“', 'Straße\u2028weiter', 'e\u0301', '😀', '', 'a\tb', '\\u0041 "x"', 'İstanbul']

/** Fills a paper by so many deeds, the same ones for a seed. */
export async function liveThrough(db: Db, { seed, deeds }: { seed: number; deeds: number }) {
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
    async () => { const id = one(articles); if (id !== undefined) await readdressArticle(db, { id, slug: slug('moved'), section_id: one(sections)! }, act()) },
    async () => { const id = one(articles); if (id !== undefined) await withdrawArticle(db, { id, reason: `R ${word()}` }, act()) },
    async () => { const [id, translation_of] = [one(articles), one(articles)]; if (id !== undefined && translation_of !== undefined) await markTranslation(db, { id, translation_of }, act()).catch(() => {}) },
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
  await betweenMilliseconds(db)
}

// The database knows microseconds, and other programs may write them.
async function betweenMilliseconds(db: Db) {
  await sql`update articles set created_at = created_at + interval '1 microsecond' * (id % 1000), published_at = published_at + interval '7 microseconds' where state <> 'published'`.execute(db)
  await sql`update comments set submitted_at = submitted_at + interval '1 microsecond' * (id % 1000)`.execute(db)
  await sql`update readers set created_at = created_at - interval '123456 microseconds'`.execute(db)
  await sql`update article_addresses set since = since + interval '999 microseconds'`.execute(db)
}
