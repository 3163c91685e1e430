// The head of an archive: what it is, and how much is in it; and the names of its files.
import { z } from 'zod'
import { kindNames, type Kind } from './archive-kinds.ts'
import { fileOf } from './archive-lines.ts'

export const formatName = 'litfass archive'
/** Goes up with every change that a program reading the one before would not understand. */
export const formatVersion = 6

/** What has numbers that stand in addresses, in mails, in the journal, in the ledger or in other records: none is ever given twice. */
export const numbered = [
  'articles', 'readers', 'comments', 'moderation_rules', 'decisions', 'reports', 'objections', 'police_cases',
  'supporters', 'mandates', 'pledges', 'dues', 'prenotifications', 'collections', 'collection_files', 'debits', 'statement_files', 'statements', 'statement_lines', 'provider_payments', 'refunds', 'provider_payouts',
  'provider_disputes', 'vouchers', 'declarations', 'certificate_terms', 'certificates', 'ledger_entries', 'counted_pages', 'headline_tests', 'totals_keys', 'assignments', 'fronts', 'front_versions', 'stage_moves', 'article_watchers', 'article_schedules', 'wires',
] as const
export type Numbered = (typeof numbered)[number]

const count = z.int().min(0)

export const Head = z.strictObject({
  format: z.literal(formatName), version: z.literal(formatVersion),
  paper: z.string(),
  lines: z.strictObject(Object.fromEntries(kindNames.map((kind) => [kind, count]))),
  pictures: z.strictObject({ files: count, bytes: count }),
  highest_numbers: z.strictObject(Object.fromEntries(numbered.map((table) => [table, count]))).describe('ever given, also to what is gone: none is given twice'),
})
export type Head = z.infer<typeof Head>

/** The head of an archive of an earlier version, as one of today that has nothing of what is newer. */
export function headOfToday(head: unknown): unknown {
  const { data: earlier } = z.looseObject({ lines: z.looseObject({}).optional(), highest_numbers: z.looseObject({}).optional() }).safeParse(head)
  if (!earlier) return head
  const { lines, highest_numbers } = earlier
  return {
    ...earlier, version: formatVersion,
    ...(lines && { lines: { ...Object.fromEntries(kindNames.map((kind) => [kind, 0])), ...lines } }),
    ...(highest_numbers && { highest_numbers: { ...Object.fromEntries(numbered.map((table) => [table, 0])), ...highest_numbers } }),
  }
}

export function headText(head: Head): string {
  return `${JSON.stringify(Head.parse(head), null, 2)}\n`
}

export function schemaFile(kind: Kind): string {
  return `schemas/${kind}.schema.json`
}
/** The original of a picture, under the hash of its content. */
export function pictureFile({ hash, media_type }: { hash: string; media_type: string }): string {
  return `pictures/${hash}.${media_type.replace('image/', '')}`
}

const others = new Set(['archive.json', ...kindNames.flatMap((kind) => [fileOf(kind), schemaFile(kind)])])

/** Nothing else is in an archive, so that no name leads anywhere else. The list of sums comes on top. */
export function isArchiveFile(name: string): boolean {
  return others.has(name) || /^pictures\/[0-9a-f]{64}\.[a-z0-9]{1,10}$/.test(name)
}
