import { sql } from 'kysely'
import { standsBesideArticles } from '../../articles/reads/pictures.ts'
import type { Reads } from '../../base/db/db.ts'

export const kinds = ['photo', 'illustration', 'graphic'] as const
export const shapes = ['landscape', 'portrait', 'square'] as const
export const lacks = ['alt', 'caption', 'credit', 'rights'] as const
/** `near`: both, of pictures that stand in what is public. */
export const ends = ['soon', 'over', 'near'] as const
export const uses = ['used', 'unused'] as const

export interface Sought {
  /** Each stands somewhere in what is known of the picture, also in the middle of a word; one or two letters at the beginning of one. */
  words: string[]
  kind?: (typeof kinds)[number] | undefined
  shape?: (typeof shapes)[number] | undefined
  lacks?: (typeof lacks)[number] | undefined
  /** Rights that end until then; or have ended. */
  ends?: { kind: (typeof ends)[number]; until: Date } | undefined
  use?: (typeof uses)[number] | undefined
  by?: number | undefined
  from?: Date | undefined
  to?: Date | undefined
  before?: number | undefined
}

const orientation = { landscape: sql<boolean>`width > height * 1.05`, portrait: sql<boolean>`height > width * 1.05`, square: sql<boolean>`width between height / 1.05 and height * 1.05` }
const lacking = { alt: sql<boolean>`alt = ''`, caption: sql<boolean>`caption = ''`, credit: sql<boolean>`credit_person = '' and credit_agency = ''`, rights: sql<boolean>`rights = ''` }
/** In an article or its working copy, or beside articles. With a limit, since all there are would be read for one that is asked. */
const standsSomewhere = sql<boolean>`((select true from picture_uses where picture_name = pictures.name limit 1) is true or ${standsBesideArticles})`
/** Only those that left an article, or never came into one, are asked for that: otherwise each would be, where none is unused. */
const isUsed = sql<boolean>`(pictures.id not in (select picture_id from idle_pictures) or ${standsSomewhere})`
const isUnused = sql<boolean>`(pictures.id in (select picture_id from idle_pictures) and not ${standsSomewhere})`

/** In an article that readers can see now. */
export const standsInPublic = sql<boolean>`exists (select from picture_uses join articles on articles.id = article_id where picture_name = pictures.name and place <> 'writing' and state = 'published')`

/**
 * Numbers of pictures, the last that came in first. Words are found by pictures_words_idx, or by walking down the
 * numbers where they are frequent; those that were found to be another are left out.
 */
export async function soughtPictures(db: Reads, sought: Sought, limit: number): Promise<number[]> {
  let query = db.selectFrom('pictures').select('id').where('merged_into', 'is', null)
  for (const word of sought.words) query = query.where(standsIn(word))
  const { kind, shape, lacks: missing, ends: ending, use, by, from, to, before } = sought
  if (kind) query = query.where('kind', '=', kind)
  if (shape) query = query.where(orientation[shape])
  if (missing) query = query.where(lacking[missing])
  if (ending?.kind === 'over') query = query.where('taken_off_at', 'is not', null)
  if (ending?.kind === 'soon') query = query.where('taken_off_at', 'is', null).where('rights_until', '<=', ending.until)
  if (ending?.kind === 'near') query = query.where('rights_until', '<=', ending.until).where(standsInPublic)
  if (use) query = query.where(use === 'used' ? isUsed : isUnused)
  if (by !== undefined) query = query.where('uploaded_by', '=', by)
  if (from) query = query.where('created_at', '>=', from)
  if (to) query = query.where('created_at', '<', to)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(({ id }) => id)
}

/** What may stand before a word. */
const openings = [' ', '-', '(', '/', '„', '"', '«', '»']

// The index knows pieces of three letters, of which the blank before a word may be one: so it finds two letters where words begin. By
// a regular expression it would not: it takes none of those pieces from one.
function standsIn(word: string) {
  const text = word.toLowerCase().replace(/[\\%_]/g, '\\$&')
  if (!/[\p{L}\p{N}]/u.test(text)) return sql<boolean>`false`
  if (!/^[\p{L}\p{N}]{1,2}$/u.test(text)) return sql<boolean>`words like ${`%${text}%`}`
  return sql<boolean>`(${sql.join([`${text}%`, ...openings.map((one) => `%${one}${text}%`)].map((pattern) => sql`words like ${pattern}`), sql` or `)})`
}

/** Who has handed in pictures, by name. */
export function uploaders(db: Reads) {
  return db.selectFrom('readers').select(['id', 'name']).where((eb) => eb.exists(eb.selectFrom('pictures').select('id').whereRef('uploaded_by', '=', 'readers.id'))).orderBy('name').execute()
}
export async function readerNamed(db: Reads, id: number): Promise<string | undefined> {
  return (await db.selectFrom('readers').select('name').where('id', '=', id).executeTakeFirst())?.name
}
