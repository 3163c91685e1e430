// For the script of an article's page: topics that its text speaks for as it is being written, to be put in the place of those there.
import { html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { articleById } from '../../articles/reads/articles.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { advisedTopics } from '../topic-advice.ts'
import { mayAsk, waitAWhile } from '../heavy.ts'
import { TopicAdvice } from '../views/topic-advice.tsx'
import { writtenOf } from '../writing.ts'

export const show: Page<typeof paths.deskTopicSuggestions, Staff<'write_articles'>, 'article'> = async ({ db, who, speaks, query, limits }) => {
  const { t } = await deskOf(db, { who, speaks })
  if (!mayAsk(limits, 'advice', who)) return html(<p class="nothing">{t('desk.too_often')}</p>, 429, waitAWhile)
  const { id } = found(await articleById(db, found(numberIn(query.article ?? ''))))
  const { written } = await writtenOf(db, id)
  return html(<TopicAdvice t={t} advised={await advisedTopics(db, written)} from={withQuery(paths.deskTopicSuggestions, { article: id })} />)
}
