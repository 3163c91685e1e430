// A picture that is handed in by a form, with the words that go with it.
import { addPicture, PictureRefused, type AddedPicture } from '../articles/picture.ts'
import type { Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import type { Files } from '../base/files/files.ts'
import type { MessageKey } from '../base/i18n/i18n.ts'
import { textIn, type Form } from '../base/web/form.ts'
import type { Given } from './views/article-view.tsx'

export const pictureWords = ['alt', 'caption', 'credit_person', 'credit_agency', 'rights'] as const

export function givenWords(form: Form): Given {
  return Object.fromEntries(pictureWords.map((name) => [name, textIn(form, name).trim()]))
}

/** Takes the picture in, or says why not. What is not said of it is read from the file. */
export async function takePicture(db: Db, { files, form }: { files: Files; form: Form }, act: Act): Promise<{ picture: AddedPicture; why?: undefined } | { picture?: undefined; why: MessageKey }> {
  const file = form.file
  if (!(file instanceof File) || file.size === 0) return { why: 'pictures.wrong.none' }
  const said = Object.fromEntries(Object.entries(givenWords(form)).filter(([, words]) => words !== ''))
  try {
    return { picture: await addPicture(db, { files, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), ...said }, act) }
  } catch (error) {
    if (error instanceof PictureRefused) return { why: `pictures.wrong.${error.why}` }
    throw error
  }
}
