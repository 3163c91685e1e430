import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'
import { numbersGiven } from '../../base/db/rows.ts'
import { numbered, type Numbered } from '../archive-head.ts'
import { deskSettings, isDesk, type DeskKind } from '../archive-desk-kinds.ts'
import { isFigure, type FigureKind } from '../archive-figures-kinds.ts'
import { kindNames, type Kind } from '../archive-kinds.ts'
import type { MoneyKind } from '../archive-money-kinds.ts'
import { archivedDebate } from './archive-debate.ts'
import { archivedPeople } from './archive-people.ts'
import { asText, bytewise, utc } from './archive-columns.ts'

/**
 * What an archive holds of each kind, in the order of its lines. Ids do not leave the paper where things have names, but
 * lines follow them: what comes in gets ids in the same order. Everything is sorted byte by byte, as no language sorts.
 */
export const archived = {
  pictures: (db: Reads) => db.selectFrom('pictures').select((eb) => ['name', 'kind', 'hash', 'media_type', 'bytes', 'width', 'height', 'focal_x', 'focal_y', 'zoom',
    'alt', 'title', 'caption', 'credit_person', 'credit_agency', 'rights', 'usage_terms', 'place', 'keywords', utc(eb.ref('taken_at')).as('taken_at'), utc(eb.ref('rights_from')).as('rights_from'), utc(eb.ref('rights_until')).as('rights_until'),
    utc(eb.ref('rights_warned_at')).as('rights_warned_at'), utc(eb.ref('taken_off_at')).as('taken_off_at'),
    eb.selectFrom('pictures as other').select('other.name').whereRef('other.id', '=', 'pictures.merged_into').as('same_as'), utc(eb.ref('created_at')).as('created_at')]).orderBy('id'),

  paper: (db: Reads) => db.selectFrom('paper').leftJoin('pictures', 'pictures.id', 'mark_picture_id')
    .select(['paper.name', 'claim', 'language', 'time_zone', 'publisher', 'responsible_person', 'mail_address', 'telephone', 'pictures.name as mark_picture', 'demonstration']),

  bank_account: (db: Reads) => db.selectFrom('bank_accounts').select(['holder', 'iban', 'bic', 'purpose']),
  sections: (db: Reads) => db.selectFrom('sections').select(['slug', 'name', 'description', 'style', 'position', 'no_appeals']).orderBy('id'),
  topics: (db: Reads) => db.selectFrom('topics').leftJoin('pictures', 'pictures.id', 'picture_id').select(['slug', 'topics.name', 'description', 'no_appeals', 'pictures.name as picture']).orderBy('topics.id'),
  authors: (db: Reads) => db.selectFrom('authors').select(['slug', 'name', 'office', 'biography']).orderBy('id'),

  articles: (db: Reads) => db.selectFrom('articles').innerJoin('sections', 'sections.id', 'section_id').leftJoin('pictures', 'pictures.id', 'lead_picture_id')
    .select((eb) => ['articles.id as number', 'sections.slug as section', 'articles.slug', 'state', 'language', 'kicker', 'headline', 'standfirst',
      'dateline_place', 'dateline_source', 'pictures.name as lead_picture', 'lead_alt', 'lead_caption', 'body', 'note', 'sensitive', 'comment_mode',
      utc(eb.ref('first_published_at')).as('first_published_at'), utc(eb.ref('published_at')).as('published_at'), utc(eb.ref('updated_at')).as('updated_at'),
      utc(eb.ref('withdrawn_at')).as('withdrawn_at'), 'withdrawn_reason', 'stage', utc(eb.ref('embargo_until')).as('embargo_until'),
      utc(eb.ref('legal_hold_at')).as('legal_hold_at'), 'legal_hold_by', 'legal_hold_note', utc(eb.ref('articles.created_at')).as('created_at'), 'translation_of',
      jsonArrayFrom(eb.selectFrom('bylines').innerJoin('authors', 'authors.id', 'author_id').select(['authors.slug as author', 'role'])
        .whereRef('article_id', '=', 'articles.id').orderBy('bylines.position')).as('bylines'),
      sql<string[]>`array(${eb.selectFrom('article_topics').innerJoin('topics', 'topics.id', 'topic_id').select('topics.slug')
        .whereRef('article_id', '=', 'articles.id').orderBy('article_topics.position')})`.as('topics'),
      jsonArrayFrom(eb.selectFrom('corrections').select((one) => [utc(one.ref('corrected_at')).as('corrected_at'), 'was_wrong', 'is_right', 'revision', 'comment_id as comment', utc(one.ref('credited_at')).as('credited_at')])
        .whereRef('article_id', '=', 'articles.id').orderBy('corrections.corrected_at').orderBy('id')).as('corrections'),
      jsonArrayFrom(eb.selectFrom('article_addresses').select((one) => ['address', utc(one.ref('since')).as('since')])
        .whereRef('article_id', '=', 'articles.id').orderBy('article_addresses.since').orderBy((one) => bytewise(one.ref('address')))).as('addresses'),
    ]).orderBy('articles.id'),

  pages: (db: Reads) => db.selectFrom('pages').select((eb) => ['slug', 'language', 'title', 'body', utc(eb.ref('updated_at')).as('updated_at')])
    .orderBy((eb) => bytewise(eb.ref('slug'))).orderBy((eb) => bytewise(eb.ref('language'))),

  redirects: (db: Reads) => db.selectFrom('redirects').select((eb) => ['address', 'leads_to', utc(eb.ref('since')).as('since')])
    .orderBy((eb) => bytewise(eb.ref('address'))),

  ...archivedPeople,
  ...archivedDebate,

  campaigns: (db: Reads) => db.selectFrom('campaigns').select((eb) => ['slug', 'goal', 'goal_kind', 'carried', 'reached', 'starts_on', 'ends_on', 'smallest_amount', 'currency', 'rhythm', 'on_articles', 'on_front',
    jsonArrayFrom(eb.selectFrom('campaign_sections').innerJoin('sections', 'sections.id', 'section_id').select('sections.slug').whereRef('campaign_id', '=', 'campaigns.id')
      .orderBy((one) => bytewise(one.ref('sections.slug')))).as('sections'), utc(eb.ref('compared_since')).as('compared_since'),
    jsonArrayFrom(eb.selectFrom('campaign_texts').select(['version', 'language', 'headline', 'body', 'button', 'footnote', 'shown_from', 'shown_until'])
      .whereRef('campaign_id', '=', 'campaigns.id').orderBy('version').orderBy((one) => bytewise(one.ref('campaign_texts.language')))).as('texts'),
    jsonArrayFrom(eb.selectFrom('campaign_slices').select(['slice', 'version', 'begun', 'completed', 'amount']).whereRef('campaign_id', '=', 'campaigns.id').orderBy('slice').orderBy('version')).as('slices'),
    jsonArrayFrom(eb.selectFrom('campaign_articles').select(['article_id as article', 'begun', 'completed', 'amount']).whereRef('campaign_id', '=', 'campaigns.id').orderBy('article_id')).as('articles')]).orderBy('id'),

  imported: (db: Reads) => db.selectFrom('imported')
    .leftJoin('sections', (join) => join.on('kind', '=', 'section').on(asText('sections.id'), '=', sql.ref('own_id')))
    .leftJoin('topics', (join) => join.on('kind', '=', 'topic').on(asText('topics.id'), '=', sql.ref('own_id')))
    .leftJoin('authors', (join) => join.on('kind', '=', 'author').on(asText('authors.id'), '=', sql.ref('own_id')))
    .leftJoin('pictures', (join) => join.on('imported.kind', '=', 'picture').on(asText('pictures.id'), '=', sql.ref('own_id')))
    .select((eb) => ['source', 'imported.kind', 'foreign_id', utc(eb.ref('imported_at')).as('imported_at'),
      eb.case('imported.kind').when('section').then(eb.ref('sections.slug')).when('topic').then(eb.ref('topics.slug'))
        .when('author').then(eb.ref('authors.slug')).when('picture').then(eb.ref('pictures.name')).else(eb.ref('own_id')).end().as('own')])
    .orderBy((eb) => bytewise(eb.ref('source'))).orderBy((eb) => bytewise(eb.ref('imported.kind'))).orderBy((eb) => bytewise(eb.ref('foreign_id'))),

  journal: (db: Reads) => db.selectFrom('journal').select((eb) => [utc(eb.ref('happened_at')).as('happened_at'), 'actor', 'what', 'subject']).orderBy('id'),
} satisfies Record<Exclude<Kind, MoneyKind | FigureKind | DeskKind>, (db: Reads) => unknown>

/** The highest number ever given to those things whose numbers stand in addresses, or elsewhere than here. */
export async function highestNumbers(db: Reads): Promise<Record<string, number>> {
  const given: Record<string, number> = {}
  for (const table of numbered) given[table] = await numbersGiven(db, table)
  return given
}

/** The highest number that one of them has now; 0 where there is none. */
export async function highestStanding(db: Reads, table: Numbered): Promise<number> {
  const row = await db.selectFrom(table).select((eb) => eb.fn.max('id').as('highest')).executeTakeFirst()
  return row?.highest ?? 0
}

/** Always there, as the paper itself is. */
const standing: readonly Kind[] = ['paper', 'secret_keys', 'discussion_settings', 'funding_settings', 'funding_mail_settings', 'bookkeeping_settings', 'bookkeeping_accounts']
/** What a paper counts of itself stands in an empty one too, as soon as somebody has looked at it; what others have counted was put in. */
const putIn: readonly FigureKind[] = ['imported_days', 'log_days', 'totals_statements']

function isStanding(kind: Kind): boolean {
  return standing.includes(kind) || isFigure(kind) && !putIn.includes(kind) || isDesk(kind) && deskSettings.includes(kind)
}

/** The kinds of which the paper holds anything yet; it is always there itself. */
export async function whatStands(db: Reads): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`${sql.join(kindNames.filter((kind) => !isStanding(kind)).map((kind) =>
    sql`select ${kind}::text as kind where exists (select from ${sql.table(kind === 'bank_account' ? 'bank_accounts' : kind)})`), sql` union all `)}`.execute(db)
  return rows.map(({ kind }) => kind)
}

/** Nobody has put anything into the paper, or named it. */
export async function isUntouched(db: Reads): Promise<boolean> {
  const named = await db.selectFrom('paper').select('id').where('name', '<>', 'Litfass').executeTakeFirst()
  return named === undefined && (await whatStands(db)).length === 0
}

/** The ids of things by their names. */
export async function idsByName(db: Reads, table: 'pictures' | 'sections' | 'topics' | 'authors' | 'campaigns'): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; id: number }>`select ${sql.ref(table === 'pictures' ? 'name' : 'slug')} as name, id from ${sql.table(table)}`.execute(db)
  return new Map(rows.map(({ name, id }) => [name, id]))
}

/** The day after the last due; null where nothing was ever due. */
export async function dayAfterDues(db: Reads): Promise<string | null> {
  return (await db.selectFrom('dues').select(sql<string | null>`(max(due_on) + 1)::text`.as('day')).executeTakeFirst())?.day ?? null
}
