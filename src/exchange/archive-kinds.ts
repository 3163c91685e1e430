// The kinds of record an archive holds: each is a file of lines, each line one record. docs/archive.md describes every
// field for people; these shapes are what enforces it, and what the JSON Schemas in an archive are made from. The order
// of kinds is that of the files, the order of fields that within a line: both are part of the format.
import { z } from 'zod'
import { debate } from './archive-debate-kinds.ts'
import { desk, deskKindNames, stage } from './archive-desk-kinds.ts'
import { count, day, document, fraction, hash, language, number, slug, time, timeZone } from './archive-fields.ts'
import { figures } from './archive-figures-kinds.ts'
import { money } from './archive-money-kinds.ts'
import { Comment, Reader } from './archive-people-kinds.ts'

export const kindNames = [
  'paper', 'bank_account', 'pictures', 'sections', 'topics', 'authors', 'articles', 'pages', 'redirects', 'readers', 'comments',
  'comment_revisions', 'recommendations', 'follows', 'hidden_readers', 'discussion_settings', 'discussion_overrides', 'moderation_rules', 'rule_matches',
  'decisions', 'reports', 'objections', 'blind_checks', 'staff_notes', 'comment_routes', 'police_cases', 'campaigns',
  'secret_keys', 'funding_settings', 'funding_mail_settings', 'currencies', 'rhythm_amounts', 'supporters', 'supporter_notes', 'supporter_mails', 'supporters_apart', 'mandates', 'pledges', 'pledge_changes', 'dues', 'prenotifications', 'collections', 'collection_files', 'debits', 'statement_files', 'statements',
  'statement_lines', 'provider_payments', 'provider_events', 'refunds', 'provider_payouts', 'provider_payout_parts', 'provider_disputes', 'vouchers', 'declarations', 'declared_pledges', 'dunning_steps', 'dunning_holds', 'upgrade_consents', 'upgrade_questions', 'certificate_terms', 'certificates', 'certificate_gifts', 'ledger_entries', 'bookkeeping_settings', 'bookkeeping_accounts', 'closed_months',
  'audience_settings', 'counted_pages', 'page_hours', 'page_days', 'trait_days', 'source_days', 'leaving_days', 'machine_days', 'left_out_days', 'event_days', 'imported_days', 'log_days',
  'appeal_view_days', 'appeal_days', 'pledge_origins', 'slot_views', 'slot_clicks', 'headline_tests', 'headline_versions', 'headline_slices', 'audience_alerts', 'totals_keys', 'totals_statements', ...deskKindNames, 'imported', 'journal',
] as const
export type Kind = (typeof kindNames)[number]

const Picture = z.strictObject({
  name: slug, kind: z.enum(['photo', 'illustration', 'graphic']),
  hash: hash.describe('SHA-256 of the original, which lies in pictures/ under this name, with what stands behind the stroke of media_type as its ending'),
  media_type: z.string().regex(/^image\/[a-z0-9]{1,10}$/), bytes: count, width: count, height: count, focal_x: fraction, focal_y: fraction, zoom: z.number().min(1).max(4),
  alt: z.string(), title: z.string(), caption: z.string(), credit_person: z.string(), credit_agency: z.string(), rights: z.string(), usage_terms: z.string(), place: z.string(), keywords: z.array(z.string()),
  taken_at: time.nullable(), rights_from: time.nullable(), rights_until: time.nullable(), rights_warned_at: time.nullable(), taken_off_at: time.nullable(), same_as: slug.nullable().describe('the name of the picture that has its place'), created_at: time,
})
const Paper = z.strictObject({
  name: z.string(), claim: z.string(), language: z.string(), time_zone: timeZone, publisher: z.string(), responsible_person: z.string(), mail_address: z.string(),
  telephone: z.string(), mark_picture: slug.nullable().describe('the name of a picture'),
  demonstration: z.boolean().describe('the paper that comes along to show how things look'),
})
const BankAccount = z.strictObject({ holder: z.string(), iban: z.string(), bic: z.string(), purpose: z.string() })
const Section = z.strictObject({ slug, name: z.string(), description: z.string(), style: z.enum(['news', 'opinion']), position: z.int(), no_appeals: z.boolean() })
const Topic = z.strictObject({ slug, name: z.string(), description: z.string(), no_appeals: z.boolean(), picture: slug.nullable().describe('the name of a picture') })
const Author = z.strictObject({ slug, name: z.string(), office: z.string(), biography: z.string() })

const Article = z.strictObject({
  number, section: slug, slug, state: z.enum(['draft', 'published', 'held', 'withdrawn']), language,
  kicker: z.string(), headline: z.string(), standfirst: z.string(), dateline_place: z.string(), dateline_source: z.string(),
  bylines: z.array(z.strictObject({ author: slug, role: z.enum(['text', 'photo', 'illustration', 'data', 'translation']) })), topics: z.array(slug),
  lead_picture: slug.nullable().describe('the name of a picture'), lead_alt: z.string().nullable(), lead_caption: z.string().nullable(),
  body: document, note: z.string(), sensitive: z.boolean(), comment_mode: z.enum(['open', 'closed', 'off']),
  first_published_at: time.nullable(), published_at: time.nullable(), updated_at: time.nullable(), withdrawn_at: time.nullable(), withdrawn_reason: z.string().nullable(),
  stage, embargo_until: time.nullable(), legal_hold_at: time.nullable(), legal_hold_by: number.nullable().describe('the number of a reader'), legal_hold_note: z.string().nullable(),
  created_at: time, translation_of: number.nullable().describe('the number of the article this one translates'),
  corrections: z.array(z.strictObject({
    corrected_at: time, was_wrong: z.string(), is_right: z.string(), revision: z.int().min(1).nullable().describe('the number of the revision that put it right'),
    comment: number.nullable().describe('the comment of a reader that led to it'), credited_at: time.nullable().describe('since then its author is named'),
  })),
  addresses: z.array(z.strictObject({ address: z.string(), since: time })).describe('all it has, and ever had'),
})
const Page = z.strictObject({ slug, language: z.string(), title: z.string(), body: document, updated_at: time })
const Redirect = z.strictObject({ address: z.string(), leads_to: z.string(), since: time })
const followed = { begun: z.int().min(0), completed: z.int().min(0), amount: z.int().min(0) }
const Campaign = z.strictObject({
  slug, goal: count, goal_kind: z.enum(['supporters', 'monthly', 'sum']), carried: z.int().min(0).describe('what it starts from, from before the ledger'),
  reached: z.int().min(0).describe('as it was counted last: it is counted anew'), starts_on: day, ends_on: day.nullable(), smallest_amount: count, currency: z.string(),
  rhythm: z.enum(['once', 'monthly', 'quarterly', 'yearly']), on_articles: z.boolean(), on_front: z.boolean(), sections: z.array(slug), compared_since: time.nullable(),
  texts: z.array(z.strictObject({ version: z.string(), language: z.string(), headline: z.string(), body: z.string(), button: z.string(), footnote: z.string(), shown_from: day.nullable(), shown_until: day.nullable() })),
  slices: z.array(z.strictObject({ slice: z.int().min(0).describe('of ten minutes, since 1970'), version: z.string(), ...followed })),
  articles: z.array(z.strictObject({ article: number, ...followed })),
})
const Imported = z.strictObject({
  source: z.string(), kind: z.string(), foreign_id: z.string(),
  own: z.string().nullable().describe('what it became: a slug or name where that kind of thing has one, or else a number; null where that is gone'),
  imported_at: time,
})
const Deed = z.strictObject({ happened_at: time, actor: z.string(), what: z.string(), subject: z.string() })

const shapes = {
  paper: Paper, bank_account: BankAccount, pictures: Picture, sections: Section, topics: Topic, authors: Author, articles: Article, pages: Page,
  redirects: Redirect, readers: Reader, comments: Comment, ...debate, campaigns: Campaign, ...money, ...figures, ...desk, imported: Imported, journal: Deed,
} satisfies Record<Kind, z.ZodType>
type Shapes = typeof shapes
export type Kept<K extends Kind> = { [N in Kind]: z.infer<Shapes[N]> }[K]
export const kinds: { [K in Kind]: z.ZodType<Kept<K>> } = shapes

/** The JSON Schema of a kind's lines. */
export function schemaText(kind: Kind): string {
  return `${JSON.stringify({ title: kind, ...z.toJSONSchema(kinds[kind]) }, null, 2)}\n`
}
