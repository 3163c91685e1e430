// Topics that are advised for an article, by its working copy: what it says now, not what readers see.
import { textOf } from '../articles/document.ts'
import { topicIdsCalled } from '../articles/reads/search.ts'
import { suggestTopics, type Suggestion } from '../articles/topic-suggestion.ts'
import type { Reads } from '../base/db/db.ts'
import type { Written } from './written.ts'

const mostAdvised = 5

export async function advisedTopics(db: Reads, { headline, kicker, standfirst, body, topics, language }: Pick<Written, 'headline' | 'kicker' | 'standfirst' | 'body' | 'topics' | 'language'>): Promise<Suggestion[]> {
  const has = (await Promise.all(topics.map((name) => topicIdsCalled(db, name)))).flat()
  return suggestTopics(db, { language, text: [headline, kicker, standfirst, ...(body.content ?? []).map(textOf)].join('\n'), has }, mostAdvised)
}
