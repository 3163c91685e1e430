import { langOf, type T } from '../../base/i18n/i18n.ts'
import { articleUrl, commentUrl, paths, url } from '../../urls.ts'
import type { OpenRoute } from '../reads/routes.ts'
import { Marked } from './marked.tsx'

interface RouteListProps { routes: OpenRoute[]; t: T; zone: string; /** At an article, whose headline need not be said. */ atArticle?: boolean; next: string }

/** Comments that wait for an editor, each with the form that says what became of it. */
export function RouteList({ routes, t, zone, atArticle = false, next }: RouteListProps) {
  return (
    <div class="entries">
      {routes.map((route) => {
        const article = { id: route.article_id, slug: route.slug, section_slug: route.section_slug }
        return (
          <article class="entry" id={`c${route.comment_id}`}>
            <div class="what">
              <header>
                <h2>{t(`moderation.route.${route.route}`)}</h2>
                <span>{route.name ?? t('moderation.nobody')}</span>
                <span>{t.dateTime(route.marked_at, zone)}, {route.marked_by_name === null ? t('moderation.marked_by_author') : t(route.route === 'question' ? 'moderation.asked_by' : 'moderation.marked_by', { name: route.marked_by_name })}</span>
                <a class="number" href={commentUrl(article, route.comment_id)}>#{route.comment_id}</a>
              </header>
              {atArticle ? null : <p class="where"><a href={articleUrl(article)} lang={langOf(route, t)}>{route.headline}</a> · <a href={url(paths.deskArticle, { id: String(route.article_id) })}>{t('moderation.to_correct')}</a></p>}
              <Marked text={route.body} places={[]} lang={langOf(route, t)} />
              {route.question === null ? null : <Asked question={route.question} answer={route.answer} at={route.answered_at && t.dateTime(route.answered_at, zone)} t={t} />}
            </div>
            <form class="acts outcome" method="post" action={url(paths.deskRouteOutcome, { id: String(route.comment_id) })}>
              <input type="hidden" name="route" value={route.route} />
              <input type="hidden" name="next" value={next} />
              <input name="answer" maxlength={1000} placeholder={t('moderation.route_answer')} aria-label={t('moderation.route_answer')} />
              {(route.route === 'question' ? ['corrected', 'dismissed'] as const : ['corrected', 'answered', 'dismissed'] as const).map((outcome) => <button class="act" name="outcome" value={outcome}>{t(route.route === 'question' && outcome === 'dismissed' ? 'moderation.outcome.question_done' : `moderation.outcome.${outcome}`)}</button>)}
            </form>
          </article>
        )
      })}
    </div>
  )
}

function Asked({ question, answer, at, t }: { question: string; answer: string | null; at: string | null; t: T }) {
  return (
    <dl class="asked">
      <dt>{t('moderation.route.question')}</dt><dd>{question}</dd>
      {answer === null ? <dd class="small">{t('moderation.route.no_answer')}</dd> : <><dt>{t('moderation.route.answered_at', { time: at ?? '' })}</dt><dd>{answer}</dd></>}
    </dl>
  )
}
