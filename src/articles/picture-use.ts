// What stands in the way of showing a picture: rights that are over or have not begun, and what the paper's settings ask
// of each picture before it is used.
import type { Db, Reads } from '../base/db/db.ts'
import { mediaSettings, picturesToUse, type MediaSettings, type PictureToUse } from './reads/media.ts'
import { replaceWritingUses } from './writes/pictures.ts'

export const hindrances = ['ended', 'not_yet', 'no_credit', 'no_rights'] as const
export type Why = (typeof hindrances)[number]
export interface Hindrance { why: Why; /** It may not be published so; otherwise this is a warning. */ blocks: boolean }
export interface Unusable extends Hindrance { name: string; /** The day in question, where it is one of time. */ at: Date | null }

/** Of pictures by name, what keeps them from being published or is to be warned of; one picture can have several. Names of none are passed over. */
export async function unusable(db: Reads, names: string[], now: Date): Promise<Unusable[]> {
  if (names.length === 0) return []
  const [settings, pictures] = [await mediaSettings(db), await picturesToUse(db, names)]
  return pictures.flatMap((picture) => hindrancesOf(picture, { settings, now }).map((hindrance) => ({ name: picture.name, at: momentOf(picture, hindrance), ...hindrance })))
}

export function hindrancesOf(picture: Omit<PictureToUse, 'name'>, { settings, now }: { settings: MediaSettings; now: Date }): Hindrance[] {
  const { rights_from, rights_until, taken_off_at, credit_person, credit_agency, rights } = picture
  const found: Hindrance[] = []
  const ask = (why: Why, asked: MediaSettings['need_credit'], isThere: boolean) => { if (asked !== 'off' && !isThere) found.push({ why, blocks: asked === 'block' }) }
  if (taken_off_at || (rights_until && rights_until <= now)) found.push({ why: 'ended', blocks: true })
  if (rights_from && rights_from > now) found.push({ why: 'not_yet', blocks: true })
  ask('no_credit', settings.need_credit, `${credit_person}${credit_agency}` !== '')
  ask('no_rights', settings.need_rights, rights !== '')
  return found
}

function momentOf({ rights_from, rights_until }: PictureToUse, { why }: Hindrance): Date | null {
  return why === 'ended' ? rights_until : why === 'not_yet' ? rights_from : null
}

/** Notes which pictures the working copy of an article names, where the article itself does not: that of articles the database notes. */
export function noteWriting(db: Db, { article_id, names }: { article_id: number; names: string[] }): Promise<void> {
  return replaceWritingUses(db, { article_id, names })
}
