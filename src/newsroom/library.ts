// The library is all pictures of the paper as the desk finds them: by words, by what they are, where they are used, what
// they lack and until when they may be shown.
import { hindrancesOf, type Hindrance } from '../articles/picture-use.ts'
import { mediaSettings } from '../articles/reads/media.ts'
import { libraryPictures, type LibraryPicture } from '../articles/reads/pictures.ts'
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { calendarDay, daysAfter, secondsAfter, secondsBefore, startOfDay } from '../base/time.ts'
import { isPermitted } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { numberIn } from '../urls.ts'
import { ends, kinds, lacks, shapes, soughtPictures, uses, type Sought } from './reads/library.ts'

export const libraryFields = ['q', 'kind', 'shape', 'lacks', 'ends', 'use', 'by', 'from', 'to', 'before'] as const
export type LibraryQuery = Partial<Record<(typeof libraryFields)[number], string>>

/** For how many days ahead rights count as ending soon. */
export const soonDays = 7

/** What a query asks for; what is none of ours is as if it had not been given. */
export function soughtIn(query: LibraryQuery, { zone, now }: { zone: string; now: Date }): Sought {
  const one = <V extends string>(all: readonly V[], given: string | undefined) => all.find((value) => value === given)
  const ending = one(ends, query.ends)
  const [from, to] = [dayIn(query.from), dayIn(query.to)]
  const given = (query.q ?? '').trim().split(/\s+/).filter(Boolean)
  // A dash between two words says nothing.
  const words = given.filter((word) => /[\p{L}\p{N}]/u.test(word))
  return {
    words: (words.length > 0 ? words : given).slice(0, 8),
    kind: one(kinds, query.kind), shape: one(shapes, query.shape), lacks: one(lacks, query.lacks), use: one(uses, query.use),
    ends: ending && { kind: ending, until: secondsAfter(now, soonDays * 86_400) },
    by: numberIn(query.by ?? ''), from: from ? startOfDay(from, zone) : undefined, to: to ? startOfDay(daysAfter(to, 1), zone) : undefined, before: numberIn(query.before ?? ''),
  }
}

/** A calendar day, or undefined for anything else. */
export function dayIn(text = ''): string | undefined {
  const [year = '', month = '', day = ''] = text.trim().split('-')
  return calendarDay([year, month, day])
}

/** Whether somebody may put right what is known of a picture, and delete it: what they handed in themselves, and any as far as the table of permissions says so. */
export function mayKeep({ id, roles }: Pick<Reader, 'id' | 'roles'>, { uploaded_by }: Pick<LibraryPicture, 'uploaded_by'>): boolean {
  return uploaded_by === id || isPermitted(roles, 'keep_pictures')
}

export interface Found { picture: LibraryPicture; hindrances: Hindrance[] }

/** A page of the library, and the number before which the next one begins. */
export async function libraryPage(db: Reads, { sought, length }: { sought: Sought; length: number }, now: Date): Promise<{ found: Found[]; older: number | undefined }> {
  const ids = await soughtPictures(db, sought, length + 1)
  const [settings, pictures] = await Promise.all([mediaSettings(db), libraryPictures(db, ids.slice(0, length))])
  return { found: pictures.map((picture) => ({ picture, hindrances: hindrancesOf(picture, { settings, now }) })), older: ids.length > length ? ids[length - 1] : undefined }
}

/** In words, with the day where it is one of time. */
export function hindranceInWords({ why }: Hindrance, picture: Pick<LibraryPicture, 'rights_from' | 'rights_until'>, { t, zone }: { t: T; zone: string }): string {
  const day = (at: Date | null) => (at ? t.date(at, zone) : '')
  return t(`pictures.hindrance.${why}`, { day: why === 'not_yet' ? day(picture.rights_from) : day(picture.rights_until && secondsBefore(picture.rights_until, 1)) })
}
