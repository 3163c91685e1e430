// For the editor's script: topics that the text of an article speaks for as it is being written, and the words that do.
import { textOf } from '../../articles/document.ts'
import { suggestTopics } from '../../articles/topic-suggestion.ts'
import { topicIdsCalled } from '../../articles/reads/search.ts'
import { json } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, type paths } from '../../urls.ts'
import { writtenOf } from '../writing.ts'

const mostSuggested = 5

export const show: Page<typeof paths.deskTopicSuggestions, Staff<'write_articles'>, 'article'> = async ({ db, query }) => {
  const { written } = await writtenOf(db, found(numberIn(query.article ?? '')))
  const has = (await Promise.all(written.topics.map((name) => topicIdsCalled(db, name)))).flat()
  const text = [written.headline, written.kicker, written.standfirst, ...(written.body.content ?? []).map(textOf)].join('\n')
  return json(await suggestTopics(db, { language: written.language, text, has }, mostSuggested))
}
