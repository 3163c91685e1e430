// How a discussion is led, as an archive holds it: each kind is a table, and each line a row of it. References are the numbers
// of what they refer to.
import { z } from 'zod'
import { bytes, hour, language, many, number, slug, time } from './archive-fields.ts'

const mode = z.enum(['before', 'after', 'on_report'])
const words = z.string()

export const debate = {
  comment_revisions: z.strictObject({ comment: number, body: words, replaced_at: time }),
  recommendations: z.strictObject({ comment: number, reader: number, recommended_at: time }),
  follows: z.strictObject({ reader: number, thread: number, how: z.enum(['at_once', 'daily', 'never']), since: time, told_until: time }),
  hidden_readers: z.strictObject({ reader: number, hidden: number, since: time }),

  discussion_settings: z.strictObject({
    mode, newcomer_comments: many, most_waiting: many.nullable(), opens_at: hour.nullable(), closes_at: hour.nullable(), open_days: z.array(z.int().min(1).max(7)),
    close_after_days: many.nullable(), slow_seconds: many, cooling_from: many.nullable(), longest: many, edit_minutes: many, recommends: z.boolean(),
    links: z.enum(['allowed', 'held', 'refused']), blind_percent: many, settlement_bodies: words, police_address: words,
  }),
  discussion_overrides: z.strictObject({ section: slug.nullable(), article: number.nullable(), mode: mode.nullable(), close_after_days: many.nullable(), slow_seconds: many.nullable() }),
  moderation_rules: z.strictObject({
    number, kind: z.enum(['words', 'pattern', 'repeat']), pattern: words, action: z.enum(['hold', 'refuse']), clause: words, note: words,
    made_by: number.nullable(), made_at: time, retired_at: time.nullable(),
  }),
  rule_matches: z.strictObject({ comment: number, rule: number, places: z.array(many).describe('pairs of from and to, in UTF-16 units of the text') }),

  decisions: z.strictObject({
    number, kind: z.enum(['approve', 'reject', 'remove', 'hide', 'restore', 'keep', 'warn', 'suspend', 'ban', 'lift']), comment: number.nullable(), article: number.nullable(), reader: number.nullable(),
    body: words.nullable().describe('the text it was made on'), made_by: z.enum(['person', 'rule']), staff: number.nullable(), rule: number.nullable(),
    clause: words.nullable(), reason: words, state_before: words.nullable(), until: time.nullable(), decided_at: time, waited_since: time.nullable(),
    undone_at: time.nullable(), undone_by: number.nullable(),
  }),
  reports: z.strictObject({
    number, comment: number, kind: z.enum(['report', 'notice']), reader: number.nullable(), clause: words, explanation: words, contact_name: words.nullable(),
    contact_mail: words.nullable(), language: language.nullable(), receipt_hash: bytes.nullable().describe('the SHA-256 of what stands in the link of the receipt'),
    outcome_hash: bytes.nullable().describe('the same of the mail that tells the outcome'),
    reported_at: time, decision: number.nullable(), outcome: z.enum(['acted', 'kept', 'gone']).nullable(), ended_at: time.nullable(),
  }),
  objections: z.strictObject({
    number, decision: number, by_whom: z.enum(['author', 'reporter']), report: number.nullable(), text: words, objected_at: time, decided_at: time.nullable(),
    decided_by: number.nullable(), outcome: z.enum(['upheld', 'overturned']).nullable(), answer: words.nullable(), by_same_person: z.boolean(),
  }),
  blind_checks: z.strictObject({
    decision: number, drawn_at: time, staff: number.nullable(), kind: z.enum(['approve', 'reject']).nullable(), clause: words.nullable(), checked_at: time.nullable(),
  }),
  staff_notes: z.strictObject({ comment: number.nullable(), reader: number.nullable(), staff: number, text: words, noted_at: time }),
  comment_routes: z.strictObject({
    comment: number, route: z.enum(['correction', 'answer', 'question']), marked_by: number.nullable(), marked_at: time, done_at: time.nullable(), done_by: number.nullable(),
    outcome: z.enum(['corrected', 'answered', 'dismissed']).nullable(), question: words.nullable().describe('what its author is asked'), answer: words.nullable(), answered_at: time.nullable(),
    assigned_to: number.nullable(), credit: z.enum(['asked', 'agreed', 'declined']).nullable().describe('whether its author may be named under a correction'), credit_at: time.nullable(),
  }),
  police_cases: z.strictObject({
    number, comment: number.nullable(), evidence: words, evidence_hash: bytes, told: words, opened_by: number.nullable(), opened_at: time,
    sent_to: words.nullable(), sent_by: number.nullable(), sent_at: time.nullable(),
  }),
}
