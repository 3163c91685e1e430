// What happens to an article on its way: it is moved, scheduled, kept back, let go, waited for.
import { articleById, type FullArticle } from '../../articles/reads/articles.ts'
import { timeAt } from '../../base/local-time.ts'
import type { Db } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Call } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { still } from '../../people/still.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { embargoArticle, holdArticleBack, letArticleGo } from '../keeping-back.ts'
import { moveArticle } from '../moving.ts'
import { longestWhy } from '../revision.ts'
import { cancelSchedule, scheduleArticle, type ScheduleRefusal } from '../schedule.ts'
import { isMovable } from '../stage.ts'
import { against } from '../views/publishing-box.tsx'
import type { Given } from '../views/article-view.tsx'
import { watchArticle } from '../watching.ts'
import { shown } from './article.tsx'

export const move: Action<typeof paths.deskArticleStage, Staff<'see_articles'>> = async (c) => {
  const { db, who, form, now } = c
  const article = await articleIn(c)
  const to = textIn(form, 'to')
  const note = textIn(form, 'note').trim().slice(0, 5_000)
  const refused = isMovable(to) ? await still(db, who, (tx, who) => moveArticle(tx, { article_id: article.id, to, note, seen: textIn(form, 'stage_seen') }, { who, now })) : 'not_permitted'
  if (refused === null || refused === 'same') return done(c, 'moved')
  return again(c, { wrong: (t) => ({ note: t(`stage.refused.${refused}`) }), given: { note } })
}

export const schedule: Action<typeof paths.deskArticleSchedule, Staff<'publish_articles'>> = async (c) => {
  const { db, who, speaks, form, now } = c
  const article = await articleIn(c)
  const { facts: { paper: { time_zone: zone } } } = await deskOf(db, { who, speaks })
  const [text, reason] = [textIn(form, 'at'), textIn(form, 'schedule_reason').trim()]
  const kind = (['publish', 'update', 'withdraw'] as const).find((one) => one === textIn(form, 'kind')) ?? 'publish'
  const at = timeAt(text, zone)
  const anyway = textIn(form, 'schedule_anyway').trim().slice(0, longestWhy)
  const given = { at: text, schedule_reason: reason, schedule_anyway: anyway }
  if (!at) return again(c, { wrong: (t) => ({ at: t('schedule.wrong.at') }), given })
  if (kind === 'withdraw' && reason === '') return again(c, { wrong: (t) => ({ schedule_reason: t('articles.wrong.reason') }), given })
  const refused = await still(db, who, (tx, who) => scheduleArticle(tx, { article_id: article.id, kind, at, reason: kind === 'withdraw' ? reason : anyway }, { who, now }))
  if (!refused) return done(c, 'scheduled')
  return again(c, { wrong: (t) => ({ [refused.why === 'style' && refused.may_anyway ? 'schedule_anyway' : 'at']: whyNotThen(refused, { t, zone }) }), given })
}

function whyNotThen(refused: ScheduleRefusal, { t, zone }: Parameters<typeof against>[1]): string {
  if (refused.why === 'past') return t('schedule.wrong.past')
  if (refused.why === 'before_embargo') return t('schedule.wrong.before_embargo', { time: t.dateTime(refused.until, zone) })
  return against(refused, { t, zone })
}

export const callOff: Action<typeof paths.deskArticleScheduleEnd, Staff<'publish_articles'>> = async (c) => {
  const { db, who, form, now } = c
  const article = await articleIn(c)
  const kind = (['publish', 'update', 'withdraw'] as const).find((one) => one === textIn(form, 'kind'))
  const isOff = kind !== undefined && await still(db, who, (tx) => cancelSchedule(tx, { article_id: article.id, kind }, { who, now }))
  return isOff ? done(c, 'called_off') : again(c, { wrong: (t) => ({ stage: t('schedule.wrong.over') }), given: {} })
}

export const embargo: Action<typeof paths.deskArticleEmbargo, Staff<'publish_articles'>> = async (c) => {
  const { db, who, speaks, form, now } = c
  const article = await articleIn(c)
  const text = textIn(form, 'until')
  const { facts: { paper: { time_zone: zone } } } = await deskOf(db, { who, speaks })
  const until = textIn(form, 'lift') === '' ? timeAt(text, zone) : null
  if (until === undefined || (until && until <= now)) return again(c, { wrong: (t) => ({ until: t('embargo.wrong') }), given: { until: text } })
  await still(db, who, (tx) => embargoArticle(tx, { article_id: article.id, until }, { who, now }))
  return done(c, until ? 'embargoed' : 'embargo_lifted')
}

export const hold: Action<typeof paths.deskArticleHold, Staff<'hold_articles'>> = async (c) => {
  const { db, who, form, now } = c
  const article = await articleIn(c)
  const note = textIn(form, 'hold_note').trim().slice(0, 5_000)
  if (note === '') return again(c, { wrong: (t) => ({ hold_note: t('hold.wrong') }), given: {} })
  await still(db, who, (tx) => holdArticleBack(tx, { article_id: article.id, note }, { who, now }))
  return done(c, 'held')
}

export const lift: Action<typeof paths.deskArticleHoldLifting, Staff<'hold_articles'>> = async (c) => {
  const { db, who, form, now } = c
  const article = await articleIn(c)
  const note = textIn(form, 'lifting_note').trim().slice(0, 5_000)
  await still(db, who, (tx) => letArticleGo(tx, { article_id: article.id, note }, { who, now }))
  return done(c, 'hold_lifted')
}

export const watch: Action<typeof paths.deskArticleWatch, Staff<'see_articles'>> = async (c) => {
  const { db, who, form, now } = c
  const article = await articleIn(c)
  const how = (['desk', 'mail', 'none'] as const).find((one) => one === textIn(form, 'how')) ?? 'desk'
  await watchArticle(db, { article_id: article.id, how }, { who, now })
  return done(c, how === 'none' ? 'unwatched' : 'watched')
}

type Asked = Pick<Call<typeof paths.deskArticle, Reader>, 'who' | 'speaks' | 'params' | 'now'> & { db: Db; form: Form }

async function articleIn({ db, params }: Pick<Asked, 'db' | 'params'>): Promise<FullArticle> {
  return found(await articleById(db, found(numberIn(params.id))))
}

function done({ params }: Pick<Asked, 'params'>, what: string): Response {
  return seeOther(`${withQuery(url(paths.deskArticle, { id: params.id }), { done: what })}#stage`)
}

interface Again { wrong: (t: Awaited<ReturnType<typeof deskOf>>['t']) => Errors; given: Given }

async function again(c: Asked, { wrong, given }: Again): Promise<Response> {
  const desk = await deskOf(c.db, c)
  return shown(c.db, { desk, article: await articleIn(c), now: c.now, wrong: wrong(desk.t), given, status: 422 })
}
