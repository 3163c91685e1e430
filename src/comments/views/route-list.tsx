import { langOf, type T } from '../../base/i18n/i18n.ts'
import { articleUrl, commentUrl, paths, url, withQuery } from '../../urls.ts'
import type { OpenRoute } from '../reads/routes.ts'
import { Marked } from './marked.tsx'

interface RouteListProps { routes: OpenRoute[]; /** To whom they can be given; none where that is not offered. */ staff?: { id: number; name: string }[]; t: T; zone: string; /** At an article, whose headline need not be said. */ atArticle?: boolean; next: string }

/** Comments that wait for an editor, each with the forms that say whose it is and what became of it. */
export function RouteList({ routes, staff = [], t, zone, atArticle = false, next }: RouteListProps) {
  return (
    <div class="entries">
      {routes.map((route) => (
        <article class="entry" id={`c${route.comment_id}`}>
          <div class="what">
            <Told route={route} t={t} zone={zone} />
            {atArticle ? null : <p class="where"><a href={articleUrl({ id: route.article_id, slug: route.slug, section_slug: route.section_slug })} lang={langOf(route, t)}>{route.headline}</a> · <a href={url(paths.deskArticle, { id: String(route.article_id) })}>{t('moderation.to_correct')}</a></p>}
            <Marked text={route.body} places={[]} lang={langOf(route, t)} />
            {route.question === null ? null : <Asked question={route.question} answer={route.answer} at={route.answered_at && t.dateTime(route.answered_at, zone)} t={t} />}
          </div>
          {route.done_at === null ? <><Ending route={route} next={next} t={t} />{staff.length > 0 ? <Assignment route={route} staff={staff} next={next} t={t} /> : null}</> : <Ended route={route} t={t} zone={zone} />}
        </article>
      ))}
    </div>
  )
}

interface OneRoute { route: OpenRoute; t: T }

function Told({ route, t, zone }: OneRoute & { zone: string }) {
  return (
    <header>
      <h2>{t(`moderation.route.${route.route}`)}</h2>
      <span>{route.name ?? t('moderation.nobody')}</span>
      <span>{t.dateTime(route.marked_at, zone)}, {route.marked_by_name === null ? t('moderation.marked_by_author') : t(route.route === 'question' ? 'moderation.asked_by' : 'moderation.marked_by', { name: route.marked_by_name })}</span>
      {route.assigned_name === null ? null : <span>{t('moderation.routes.assigned_to', { name: route.assigned_name })}</span>}
      <a class="number" href={commentUrl({ id: route.article_id, slug: route.slug, section_slug: route.section_slug }, route.comment_id)}>#{route.comment_id}</a>
    </header>
  )
}

function Ending({ route, next, t }: OneRoute & { next: string }) {
  return (
    <form class="acts outcome" method="post" action={url(paths.deskRouteOutcome, { id: String(route.comment_id) })}>
      <input type="hidden" name="route" value={route.route} />
      <input type="hidden" name="next" value={next} />
      <input name="answer" maxlength={1000} placeholder={t('moderation.route_answer')} aria-label={t('moderation.route_answer')} />
      {route.state === 'shown' ? <label class="public"><input type="checkbox" name="in_public" /> <span>{t('moderation.in_public')}</span></label> : null}
      {route.article_state === 'published' ? <a class="act" href={withQuery(url(paths.deskArticleChanges, { id: String(route.article_id) }), { comment: String(route.comment_id) })}>{t('moderation.take_as_correction')}</a> : null}
      {(route.route === 'question' ? ['corrected', 'dismissed'] as const : ['corrected', 'answered', 'dismissed'] as const).map((outcome) => <button class="act" name="outcome" value={outcome}>{t(route.route === 'question' && outcome === 'dismissed' ? 'moderation.outcome.question_done' : `moderation.outcome.${outcome}`)}</button>)}
    </form>
  )
}

function Assignment({ route, staff, next, t }: OneRoute & { staff: { id: number; name: string }[]; next: string }) {
  const id = `to-${route.route}-${route.comment_id}`
  return (
    <form class="acts" method="post" action={url(paths.deskRouteAssignment, { id: String(route.comment_id) })}>
      <input type="hidden" name="route" value={route.route} />
      <input type="hidden" name="next" value={next} />
      <label for={id}>{t('moderation.routes.for')}</label>
      <select id={id} name="to">
        <option value="" selected={route.assigned_to === null}>–</option>
        {staff.map((one) => <option value={String(one.id)} selected={one.id === route.assigned_to}>{one.name}</option>)}
      </select>
      <button class="act">{t('moderation.routes.assign')}</button>
    </form>
  )
}

function Ended({ route, t, zone }: OneRoute & { zone: string }) {
  const time = route.done_at === null ? '' : t.dateTime(route.done_at, zone)
  return <p class="small">{t(`moderation.outcome.${route.outcome ?? 'dismissed'}`)}, {time}{route.done_by_name === null ? '' : `, ${route.done_by_name}`}{route.credit === null ? '' : `. ${t(`moderation.credit.${route.credit}`)}`}</p>
}

function Asked({ question, answer, at, t }: { question: string; answer: string | null; at: string | null; t: T }) {
  return (
    <dl class="asked">
      <dt>{t('moderation.route.question')}</dt><dd>{question}</dd>
      {answer === null ? <dd class="small">{t('moderation.route.no_answer')}</dd> : <><dt>{t('moderation.route.answered_at', { time: at ?? '' })}</dt><dd>{answer}</dd></>}
    </dl>
  )
}
