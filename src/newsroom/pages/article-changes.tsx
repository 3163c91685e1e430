// What was written into an article since readers saw it last: shown beside what they see, and made public, as a correction, as an
// update, or without a word for what changes nothing.
import { articleById } from '../../articles/reads/articles.ts'
import { textIn } from '../../base/web/form.ts'
import { seeOther } from '../../base/web/respond.ts'
import { found, type Action } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { faultsInWords } from '../revised.ts'
import { longestWhy } from '../revision.ts'
import { updateNow } from '../publishing.ts'
import { against } from '../views/publishing-box.tsx'
import { shown } from './article.tsx'

/** As what a change becomes public. */
export const ways = ['updated', 'revised', 'corrected'] as const

export const publish: Action<typeof paths.deskArticleChanges, Staff<'publish_articles'>> = async ({ db, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const how = found(ways.find((one) => one === textIn(form, 'how')))
  const refusal = await updateNow(db, { article_id: article.id, is_update: how === 'updated', why: textIn(form, 'why').trim().slice(0, longestWhy) }, { reader_id: who.id, roles: who.roles, now })
  if (refusal?.why === 'faults') return shown(db, { desk, article, now, errors: faultsInWords(refusal.faults, desk.t), status: 422 })
  if (refusal) return shown(db, { desk, article, now, wrong: { publication: against(refusal, { t: desk.t, zone: desk.facts.paper.time_zone }) }, status: 422 })
  return seeOther(withQuery(url(paths.deskArticle, params), { done: 'changed' }))
}
