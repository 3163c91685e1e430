// The kinds of record an edition holds, a line each.
import { z } from 'zod'

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const text = z.string().nullish().transform((value) => value ?? '')

export const Paper = z.strictObject({
  name: z.string(), claim: z.string(), language: z.string(), time_zone: z.string(), publisher: z.string(), responsible_person: z.string(),
  mail_address: z.string(), telephone: z.string(),
  account: z.strictObject({ holder: z.string(), iban: z.string(), bic: z.string(), purpose: z.string() }).optional(),
})
export const Section = z.strictObject({ slug, name: z.string(), style: z.enum(['news', 'opinion']), position: z.int(), description: text })
export const Topic = z.strictObject({ slug, name: z.string(), description: text })
export const Author = z.strictObject({ slug, name: z.string(), office: text, biography: text })
export const Page = z.strictObject({ slug, language: z.string(), title: z.string(), body: z.unknown(), updated_at: time.optional() })
export const Picture = z.strictObject({
  name: slug, file: z.string().regex(/^[\w.-]+$/), kind: z.enum(['photo', 'illustration', 'graphic']), alt: text, caption: text, credit_person: text, credit_agency: text,
  rights: text, focal_x: z.number().min(0).max(1), focal_y: z.number().min(0).max(1),
})
export const Article = z.strictObject({
  number: z.int().positive(), section: slug, slug, language: z.string(), state: z.enum(['draft', 'published', 'withdrawn']),
  kicker: text, headline: z.string(), standfirst: text, dateline_place: text, dateline_source: text,
  bylines: z.array(z.strictObject({ author: slug, role: z.enum(['text', 'photo', 'illustration', 'data', 'translation']) })),
  topics: z.array(slug),
  lead_picture: z.strictObject({ picture: slug, alt: z.string().nullable(), caption: z.string().nullable() }).nullable(),
  body: z.unknown(), note: text, sensitive: z.boolean(), comment_mode: z.enum(['open', 'closed', 'off']),
  first_published_at: time.nullable(), published_at: time.nullable(), updated_at: time.nullable(),
  withdrawn_at: time.nullable(), withdrawn_reason: z.string().nullable(),
  corrections: z.array(z.strictObject({ corrected_at: time, was_wrong: z.string(), is_right: z.string() })),
  former_addresses: z.array(z.string()),
})
export const Comment = z.strictObject({
  number: z.int().positive(), article: z.int().positive(), parent: z.int().positive().nullable(), name: z.string().nullable(), body: z.string(),
  state: z.enum(['pending', 'shown', 'removed']), removed_reason: z.string().nullable(), submitted_at: time,
})
export const Campaign = z.strictObject({
  slug, goal: z.int().positive(), reached: z.int().min(0), goal_kind: z.enum(['supporters', 'monthly', 'sum']), starts_on: z.iso.date(), ends_on: z.iso.date().nullable(),
  smallest_amount: z.int().positive(), currency: z.string(), rhythm: z.enum(['once', 'monthly', 'quarterly', 'yearly']),
  texts: z.array(z.strictObject({ language: z.string(), headline: z.string(), body: z.string(), button: z.string(), footnote: z.string() })),
})
