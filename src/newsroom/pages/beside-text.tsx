// What stands beside a text, settled by forms: a note answered or closed, a suggestion taken up or refused.
import { randomBytes } from 'node:crypto'
import { articleById } from '../../articles/reads/articles.ts'
import { textIn, type Form } from '../../base/web/form.ts'
import { seeOther } from '../../base/web/respond.ts'
import { found, type Action } from '../../base/web/route.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { sayOfNote, settleSuggestions, type Which } from '../beside-text.ts'
import { stillWriting } from '../writer.ts'

type Who = Staff<'write_articles'>

export const say: Action<typeof paths.deskArticleNotes, Who> = async ({ db, who, params, form, now }) => {
  const { id: article_id } = found(await articleById(db, found(numberIn(params.id))))
  const act = found((['answer', 'settle', 'reopen'] as const).find((one) => one === textIn(form, 'do')))
  const id = randomBytes(10).toString('hex')
  await stillWriting(db, { article_id, who }, (tx) => sayOfNote(tx, { article_id, note: textIn(form, 'note'), who, act, text: textIn(form, 'text'), id }, { by: `staff:${who.id}`, now }))
  return back(params, 'notes')
}

export const settle: Action<typeof paths.deskArticleSuggestions, Who> = async ({ db, who, params, form, now }) => {
  const { id: article_id } = found(await articleById(db, found(numberIn(params.id))))
  const isAccepted = found((['accept', 'refuse'] as const).find((one) => one === textIn(form, 'do'))) === 'accept'
  const which = found(whichIn(form))
  await stillWriting(db, { article_id, who }, (tx) => settleSuggestions(tx, { article_id, which, isAccepted }, { by: `staff:${who.id}`, now }))
  return back(params, 'suggestions')
}

function whichIn(form: Form): Which | undefined {
  const [id, by] = [textIn(form, 'suggestion'), numberIn(textIn(form, 'by'))]
  return id !== '' ? { id } : by !== undefined ? { by } : textIn(form, 'all') !== '' ? 'all' : undefined
}

function back(params: { id: string }, where: string): Response {
  return seeOther(`${url(paths.deskArticle, params)}#${where}`)
}
