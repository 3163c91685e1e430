// The addresses of the desk that belong to the newsroom: articles, people, settings, the journal.
import { get, post, postLarge, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import { journalFields } from './journal.ts'
import { mediaRoutes } from './media-routes.ts'
import * as deskArticle from './pages/article.tsx'
import * as articleState from './pages/article-state.tsx'
import * as deskArticles from './pages/articles.tsx'
import * as audienceMails from './pages/audience-mails.tsx'
import * as desk from './pages/desk.tsx'
import * as journal from './pages/journal.tsx'
import * as namedPicture from './pages/named-picture.ts'
import * as people from './pages/people.tsx'
import * as person from './pages/person.tsx'
import { planningRoutes } from './planning-routes.ts'
import { topicRoutes } from './topic-routes.ts'
import * as settings from './pages/settings.tsx'
import * as staticPages from './pages/static-pages.tsx'
import { styleRoutes } from './style-routes.ts'
import { revisionRoutes } from './revision-routes.ts'
import { workflowRoutes } from './workflow-routes.ts'

/** As long as an article may be that is written in a form. */
const mostTextBytes = 1_024 * 1_024

export const newsroomRoutes: Route[] = [
  ...styleRoutes,
  ...revisionRoutes,
  get(paths.desk, staff('enter_desk'), desk.show, ['done']),
  get(paths.deskAudienceMails, staff('see_audience'), audienceMails.show, ['done']),
  post(paths.deskAudienceMails, staff('see_audience'), audienceMails.save),
  get(paths.deskAudienceMailFile, staff('see_audience'), audienceMails.file),
  get(paths.deskArticles, staff('see_articles'), deskArticles.show, ['q', 'stage', 'section', 'author', 'before']),
  ...workflowRoutes,
  postLarge(paths.deskArticles, staff('write_articles'), deskArticle.create, mostTextBytes),
  get(paths.deskNewArticle, staff('write_articles'), deskArticle.blank),
  get(paths.deskArticle, staff('see_articles'), deskArticle.show, ['done']),
  postLarge(paths.deskArticle, staff('write_articles'), deskArticle.save, mostTextBytes),
  post(paths.deskArticlePublication, staff('publish_articles'), articleState.publish),
  post(paths.deskArticleWithdrawal, staff('publish_articles'), articleState.withdraw),
  ...planningRoutes,
  ...mediaRoutes,
  ...topicRoutes,
  get(paths.deskPictureNamed, staff('write_articles'), namedPicture.show),
  get(paths.deskPeople, staff('manage_people'), people.show, ['q', 'after']),
  get(paths.deskPerson, staff('manage_people'), person.show, ['done', 'role']),
  post(paths.deskPersonRoles, staff('manage_people'), person.setRole),
  post(paths.deskPersonSessions, staff('manage_people'), person.endSessions),
  post(paths.deskPersonFactors, staff('manage_people'), person.removeFactors),
  post(paths.deskPersonByline, staff('manage_people'), person.setByline),
  get(paths.deskPermissions, staff('enter_desk'), people.table),
  get(paths.deskSettings, staff('set_paper'), settings.show, ['done']),
  post(paths.deskSettings, staff('set_paper'), settings.save),
  get(paths.deskPages, staff('set_paper'), staticPages.list),
  post(paths.deskPages, staff('set_paper'), staticPages.begin),
  get(paths.deskPage, staff('set_paper'), staticPages.show, ['done']),
  postLarge(paths.deskPage, staff('set_paper'), staticPages.save, mostTextBytes),
  get(paths.deskJournal, staff('read_journal'), journal.show, [...journalFields, 'before']),
  get(paths.deskJournalCsv, staff('read_journal'), journal.csv, journalFields),
]
