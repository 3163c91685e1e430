// Comments that offer a correction or answer what readers were asked, on their way to the desk.
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths } from '../../urls.ts'
import { moderationPages, withDone } from '../queue.ts'
import { openRoutes } from '../reads/routes.ts'
import { endRoute, routeOutcomes, routes } from '../routing.ts'
import { RouteList } from '../views/route-list.tsx'
import { doneLine, ModerationFrame } from './queue.tsx'

const most = 100

export const show: Page<typeof paths.deskRoutes, Staff<'pick_comments'>, 'done'> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const open = await openRoutes(db, { article_id: null, limit: most })
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskRoutes} title={t('moderation.title.routes')}>
      {await doneLine(db, { desk, done: query.done, next: paths.deskRoutes })}
      {open.length === 0 ? <p class="nothing">{t('moderation.none.routes')}</p> : <RouteList routes={open} t={t} zone={facts.paper.time_zone} next={paths.deskRoutes} />}
    </ModerationFrame>)
}

export const outcome: Action<typeof paths.deskRouteOutcome, Staff<'pick_comments'>> = async ({ db, params, form, who, now, site }) => {
  const [route, chosen, answer] = [textIn(form, 'route'), textIn(form, 'outcome'), textIn(form, 'answer').trim().slice(0, 1000)]
  const ended = found(routeOutcomes.find((one) => one === chosen))
  await endRoute(db, { comment_id: found(numberIn(params.id)), route: found(routes.find((one) => one === route)), outcome: ended, answer }, { by: who, now, site_url: site.url })
  const next = textIn(form, 'next')
  return seeOther(withDone(/^\/desk\/articles\/\d+$/.test(next) ? next : paths.deskRoutes, 'saved'))
}
