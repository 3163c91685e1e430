// The addresses of the desk where topics are kept.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as suggestions from './pages/topic-suggestions.tsx'
import * as topics from './pages/topics.tsx'

export const topicRoutes: Route[] = [
  get(paths.deskTopics, staff('keep_topics'), topics.list, ['q', 'empty', 'after', 'done']),
  post(paths.deskTopics, staff('keep_topics'), topics.make),
  get(paths.deskTopicSuggestions, staff('write_articles'), suggestions.show, ['article']),
  get(paths.deskTopic, staff('keep_topics'), topics.show, ['done']),
  post(paths.deskTopic, staff('keep_topics'), topics.save),
  post(paths.deskTopicPicture, staff('keep_topics'), topics.picture),
  get(paths.deskTopicMerging, staff('keep_topics'), topics.asked, ['into']),
  post(paths.deskTopicMerging, staff('keep_topics'), topics.merge),
  post(paths.deskTopicDeletion, staff('keep_topics'), topics.remove),
]
