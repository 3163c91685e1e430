// A picture that is handed in by a form, with the words that go with it; and the form by which these are put right.
import { addPicture, PictureRefused, type AddedPicture } from '../articles/picture.ts'
import type { PictureChange } from '../articles/picture-editing.ts'
import { keywordsIn } from '../articles/picture-metadata.ts'
import { pictureByHash, type LibraryPicture } from '../articles/reads/pictures.ts'
import type { Db } from '../base/db/db.ts'
import { contentHash, type Files } from '../base/files/files.ts'
import type { MessageKey, T } from '../base/i18n/i18n.ts'
import { dayOf, daysAfter, secondsBefore, startOfDay } from '../base/time.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, type Form } from '../base/web/form.ts'
import { dayIn } from './library.ts'
import { kinds } from './reads/library.ts'
import type { Given } from './views/article-view.tsx'

export const pictureWords = ['alt', 'caption', 'credit_person', 'credit_agency', 'rights'] as const

export function givenWords(form: Form): Given {
  return Object.fromEntries(pictureWords.map((name) => [name, textIn(form, name).trim()]))
}

export type Taken = { name: string; picture: AddedPicture; why?: undefined } | { name: string; picture?: undefined; why: MessageKey }
interface Handing { files: Files; form: Form; /** Who hands it in. */ reader_id: number }

/** Takes the picture in, or says why not. What is not said of it is read from the file. */
export async function takePicture(db: Db, handing: Handing, now: Date): Promise<Taken> {
  const [first] = await takePictures(db, handing, now)
  return first ?? { name: '', why: 'pictures.wrong.none' }
}

/** The same for all files of the form, in their order. What is there already, byte for byte, is not taken twice. */
export async function takePictures(db: Db, { files, form, reader_id }: Handing, now: Date): Promise<Taken[]> {
  const said = Object.fromEntries(Object.entries(givenWords(form)).filter(([, words]) => words !== ''))
  const taken: Taken[] = []
  for (const file of [form.file].flat()) {
    if (!(file instanceof File) || file.size === 0) continue
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const picture = await pictureByHash(db, contentHash(bytes)) ?? await addPicture(db, { files, name: file.name, bytes, uploaded_by: reader_id, ...said }, { by: `staff:${reader_id}`, now })
      taken.push({ name: file.name, picture })
    } catch (error) {
      if (!(error instanceof PictureRefused)) throw error
      taken.push({ name: file.name, why: `pictures.wrong.${error.why}` })
    }
  }
  return taken
}

export const editedTexts = ['alt', 'title', 'caption', 'credit_person', 'credit_agency', 'rights', 'usage_terms', 'place'] as const
export type PictureForm = Record<(typeof editedTexts)[number] | 'kind' | 'keywords' | 'rights_from' | 'rights_until', string>

/** What is known of a picture, as the form shows it. Rights last up to the end of a day. */
export function pictureForm(picture: LibraryPicture, zone: string): PictureForm {
  const { alt, title, caption, credit_person, credit_agency, rights, usage_terms, place, kind, rights_from, rights_until } = picture
  return {
    alt, title, caption, credit_person, credit_agency, rights, usage_terms, place, kind, keywords: picture.keywords.join(', '),
    rights_from: rights_from ? dayOf(rights_from, zone) : '', rights_until: rights_until ? dayOf(secondsBefore(rights_until, 1), zone) : '',
  }
}

export function pictureFormIn(form: Form): PictureForm {
  const text = (name: keyof PictureForm) => textIn(form, name).replace(/\s+/g, ' ').trim().slice(0, 2_000)
  return {
    alt: text('alt'), title: text('title'), caption: text('caption'), credit_person: text('credit_person'), credit_agency: text('credit_agency'), rights: text('rights'), usage_terms: text('usage_terms'), place: text('place'),
    kind: text('kind'), keywords: text('keywords'), rights_from: text('rights_from'), rights_until: text('rights_until'),
  }
}

export function pictureErrors({ rights_from, rights_until }: Pick<PictureForm, 'rights_from' | 'rights_until'>, t: T): Errors {
  const isNone = (text: string) => text !== '' && !dayIn(text)
  return {
    rights_from: isNone(rights_from) ? t('pictures.wrong.day') : undefined,
    rights_until: isNone(rights_until) ? t('pictures.wrong.day') : rights_from && rights_until && rights_until < rights_from ? t('pictures.wrong.span') : undefined,
  }
}

/** A form without errors as a change. */
export function changeIn(form: PictureForm, zone: string): PictureChange {
  const { kind, keywords, rights_from, rights_until, ...texts } = form
  const [from, until, isKind] = [dayIn(rights_from), dayIn(rights_until), kinds.find((one) => one === kind)]
  return {
    ...texts, ...(isKind ? { kind: isKind } : {}), keywords: keywordsIn(keywords.split(/[,;]/)),
    rights_from: from ? startOfDay(from, zone) : null, rights_until: until ? startOfDay(daysAfter(until, 1), zone) : null,
  }
}

/** Of a form for many at once: what is empty stays as it is in each. */
export function sharedChange(form: PictureForm, zone: string): { change: PictureChange; more_keywords: string[] } {
  const { keywords, rights_from, rights_until, ...change } = changeIn(form, zone)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== ''))
  return { change: { ...given, ...(rights_from ? { rights_from } : {}), ...(rights_until ? { rights_until } : {}) }, more_keywords: keywords ?? [] }
}

/** From 0 to 100 of each side, and from 1 to 4; undefined for what is neither. */
export function focusIn(form: Form): Pick<PictureChange, 'focal_x' | 'focal_y' | 'zoom'> | undefined {
  const [x, y, zoom] = [textIn(form, 'focal_x'), textIn(form, 'focal_y'), textIn(form, 'zoom') || '1'].map((text) => (/^\d{1,3}([.,]\d{1,3})?$/.test(text) ? Number(text.replace(',', '.')) : NaN))
  if (x === undefined || y === undefined || zoom === undefined || !(x <= 100 && y <= 100 && zoom >= 1 && zoom <= 4)) return undefined
  return { focal_x: x / 100, focal_y: y / 100, zoom }
}
