// Readers and comments, as an archive holds them.
import { z } from 'zod'
import { bytes, day, language, many, number, slug, time } from './archive-fields.ts'

const roles = z.enum(['author', 'editor', 'chief_editor', 'fact_checker', 'lawyer', 'moderator', 'fundraiser', 'bookkeeper', 'publisher', 'admin'])

export const Reader = z.strictObject({
  number, name: z.string(), mail_address: z.string().nullable(), created_at: time,
  confirmed_at: time.nullable().describe('since when it is an account'), name_changed_at: time.nullable(), former_name: z.string().nullable(), former_name_until: time.nullable(),
  language: language.nullable(), author: slug.nullable().describe('who it is in bylines'), erase_at: time.nullable(), erased_at: time.nullable(),
  roles: z.array(z.strictObject({ role: roles, since: time })).describe('as what it works for the paper'),
  passkeys: z.array(z.strictObject({
    credential_id: z.string(), public_key: bytes, counter: many, transports: z.array(z.string()), name: z.string(), created_at: time, used_on: day.nullable(),
  })),
  standing: z.strictObject({
    approved: many, rejected: many, reports_right: many, reports_wrong: many, set_as: z.enum(['trusted', 'watched']).nullable(),
    suspended_until: time.nullable(), banned_at: time.nullable(),
  }).nullable(),
})

export const Comment = z.strictObject({
  number, article: number, parent: number.nullable().describe('the number of the comment it answers'),
  place: z.array(z.int().min(1).max(2 ** 28 - 1)).describe('where it stands in its thread: an ordinal for each level, none for the first comment'),
  reader: number.nullable(), state: z.enum(['pending', 'shown', 'removed']), removed_reason: z.string().nullable(),
  removed_by: z.enum(['author', 'person', 'rule']).nullable(),
  waits_for: z.enum(['mode', 'newcomer', 'load', 'hours', 'sensitive', 'rule', 'link', 'watched', 'hidden']).nullable(),
  submitted_at: time, shown_at: time.nullable(), looked_at: time.nullable(), edited_at: time.nullable(), deleted_at: time.nullable(), picked_at: time.nullable(), locked_at: time.nullable(),
  spoke_as: z.enum(['staff', 'author']).nullable(),
  quote_from: many.nullable().describe('the words it quotes of the comment it answers: from, up to but without, in UTF-16 units'), quote_to: many.nullable(),
  body: z.string(),
})
