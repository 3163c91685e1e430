// Rights to a picture last until a moment. Then no page shows it any more, its own addresses answer 410, and the desk is told;
// a week before, the desk is warned. Rights that are extended bring it back.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { stale, staleAll, staleAtOnce, type Tag } from '../base/press/stale.ts'
import { secondsAfter } from '../base/time.ts'
import { tagsOf } from './article.ts'
import { articleById } from './reads/articles.ts'
import { articlesShowing, pagesShowing } from './reads/media.ts'
import { pictureById, rightsEnded, rightsEndingSoon } from './reads/pictures.ts'
import { lockPictures, updatePicture } from './writes/pictures.ts'

/** So long before its rights end the desk is told. */
export const warnedSeconds = 7 * 86_400
/** Of a picture that stands in more articles than that every printed page is thrown away. */
const mostArticles = 200

/** Takes off whatever rights have ended for, one after the other: what was missed while the program was down as well, and each once. */
export async function followRights(db: Db, now: Date) {
  for (const { id } of await rightsEnded(db, now)) {
    await atomically(db, async (tx) => {
      const [picture] = await lockPictures(tx, [id])
      if (picture && !picture.taken_off_at && picture.rights_until && picture.rights_until <= now) await takeOff(tx, picture, { by: 'schedule', now })
    })
  }
  for (const { id } of await rightsEndingSoon(db, { now, until: secondsAfter(now, warnedSeconds) })) {
    await atomically(db, async (tx) => {
      const [picture] = await lockPictures(tx, [id])
      if (!picture || picture.rights_warned_at) return
      await updatePicture(tx, id, { rights_warned_at: now })
      await enqueue(tx, 'tell-picture-rights', { picture_id: id, what: 'soon' })
    })
  }
}

type Named = { id: number; name: string }

/** No page shows it from now on. The caller holds its row. */
export async function takeOff(tx: Db, { id, name }: Named, { by, now }: Act) {
  await updatePicture(tx, id, { taken_off_at: now })
  await enqueue(tx, 'remove-renditions', { picture_id: id })
  await enqueue(tx, 'tell-picture-rights', { picture_id: id, what: 'ended' })
  await record(tx, { by, what: 'picture taken off', subject: `picture:${name}`, now })
  await staleAtOnce(tx, `picture:${name}`)
}

/** It is shown again wherever it stands, once its files are made anew. The caller holds its row. */
export async function bringBack(tx: Db, { id, name }: Named, { by, now }: Act) {
  await updatePicture(tx, id, { taken_off_at: null, rights_warned_at: null })
  await enqueue(tx, 'picture-renditions', { picture_id: id })
  await record(tx, { by, what: 'picture brought back', subject: `picture:${name}`, now })
  await staleWhereItStands(tx, name)
}

/** Pages that do not show a picture do not carry its tag: they are named by what stands on them. */
export async function staleWhereItStands(tx: Db, name: string) {
  const articles = await articlesShowing(tx, name, mostArticles + 1)
  if (articles.length > mostArticles) return staleAll(tx)
  const whole = await Promise.all(articles.map(({ id }) => articleById(tx, id)))
  const pages = await pagesShowing(tx, name)
  await stale(tx, `picture:${name}`, ...whole.flatMap((article) => (article ? tagsOf(article) : [])), ...pages.map(({ slug }): Tag => `page:${slug}`))
}

/** Whether a picture may be shown at a moment by its rights alone. */
export function isOver({ rights_until }: { rights_until: Date | null }, now: Date): boolean {
  return rights_until !== null && rights_until <= now
}

/** What is to be told of a picture whose rights end, as long as it is still true. */
export async function rightsToTell(db: Db, { picture_id, what }: { picture_id: number; what: 'ended' | 'soon' }) {
  const picture = await pictureById(db, picture_id)
  if (!picture?.rights_until || (picture.taken_off_at !== null) !== (what === 'ended')) return undefined
  return { name: picture.name, rights_until: picture.rights_until, uploaded_by: picture.uploaded_by, articles: await articlesShowing(db, picture.name, 50) }
}
