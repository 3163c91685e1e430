// Pictures that may not be published, as the faults of an article that is about to be. What readers see already is not asked
// about again: a correction must not wait for a picture whose rights are over, since that has left the page by itself.
import { keptDocument, pictureNames } from '../articles/document.ts'
import { unusable } from '../articles/picture-use.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { pictureById } from '../articles/reads/pictures.ts'
import type { Reads } from '../base/db/db.ts'
import type { Faults } from './revised.ts'
import type { Written } from './written.ts'

export async function pictureFaults(db: Reads, { article, written }: { article: FullArticle; written: Pick<Written, 'lead_picture' | 'body'> }, now: Date): Promise<Faults> {
  const shown = article.state === 'published' ? await shownIn(db, article) : []
  const inText = pictureNames(written.body)
  const blocked = (await unusable(db, [written.lead_picture, ...inText].filter((name) => name !== '' && !shown.includes(name)), now)).filter(({ blocks }) => blocks)
  const [lead, text] = [blocked.find(({ name }) => name === written.lead_picture), blocked.find(({ name }) => inText.includes(name))]
  return {
    ...(lead ? { lead_picture: { why: `picture_${lead.why}`, name: lead.name } } : {}),
    ...(text ? { body: { why: `picture_${text.why}`, name: text.name } } : {}),
  }
}

async function shownIn(db: Reads, article: FullArticle): Promise<string[]> {
  const lead = article.lead_picture_id === null ? undefined : await pictureById(db, article.lead_picture_id)
  return [...pictureNames(keptDocument(article.body)), ...(lead ? [lead.name] : [])]
}
