// The lock of an article: taken by whoever writes in the plain form, taken over, given back.
import { articleById } from '../../articles/reads/articles.ts'
import { textIn } from '../../base/web/form.ts'
import { seeOther } from '../../base/web/respond.ts'
import { found, type Action } from '../../base/web/route.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { giveLockBack, takeLock } from '../article-lock.ts'
import { stillWriting } from '../writer.ts'

type Who = Staff<'write_articles'>

/** Who has it already is heard of again. */
export const take: Action<typeof paths.deskArticleLock, Who> = async ({ db, who, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  await stillWriting(db, { article_id: article.id, who }, (tx) => takeLock(tx, { article_id: article.id, reader_id: who.id, isTakeover: textIn(form, 'over') !== '' }, now))
  return seeOther(`${url(paths.deskArticle, params)}#lock`)
}

export const giveBack: Action<typeof paths.deskArticleLockEnd, Who> = async ({ db, who, params }) => {
  await giveLockBack(db, { article_id: found(numberIn(params.id)), reader_id: who.id })
  return seeOther(`${url(paths.deskArticle, params)}#lock`)
}
