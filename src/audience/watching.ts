// Watching: each few minutes the figures of the last half hour are compared with what is usual, and alerts begin and end.
import { unnamedLetter } from '../articles/hold.ts'
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { sendMails } from '../base/mail/mail.ts'
import { dayOf, hourOf, secondsBefore } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'
import { ageOf, fewestPeers, isBack, isGone, isOver, isRunning, leastGrowing, middleOf, ownOfDays, peersOfDays, usualOf, weeksBack, windowEndsBefore, windowMinutes, type Age } from './alert.ts'
import { alertLetter } from './alert-letter.ts'
import { alerts, articleViews, hourOfDays, muchRead, ownShare, paperViews, peerShare, type Alert, type ReadArticle } from './reads/alerts.ts'
import { headlinesOf } from './reads/figures.ts'
import { staffMails } from './reads/mails.ts'
import { takenIn } from './turn.ts'
import { clearAlerts, insertAlert, lockWatching, updateAlert } from './writes/alerts.ts'

interface Here { site: { url: string }; now: Date }
interface Watched { from: number; to: number; now: Date; zone: string; paper: number; /** Undefined where nobody knows. */ expected: number | undefined; /** Hits have been taken in all the time. */ isWhole: boolean }

const keptDays = 365
const mostOpen = 1_000

/** Nothing begins or ends while hits wait to be taken in: who reads is not known then. */
export function watchAudience(db: Db, here: Here): Promise<void> {
  return atomically(db, async (tx) => {
    await lockWatching(tx)
    const watched = await watchedNow(tx, here.now)
    if (!watched) return
    await followOpen(tx, watched)
    const begun = [...(await beginGone(tx, watched)), ...(await beginGrowth(tx, watched))]
    if (begun.length > 0) await tellStaff(tx, begun, here)
    await clearAlerts(tx, { before: secondsBefore(here.now, keptDays * 86_400) })
  })
}

async function watchedNow(db: Reads, now: Date): Promise<Watched | undefined> {
  const to = Math.floor(now.getTime() / 60_000) - windowEndsBefore - 1
  const from = to - windowMinutes + 1
  const began = secondsBefore(now, (windowMinutes + windowEndsBefore + 1) * 60)
  const { isSettled, isWhole } = await takenIn(db, { since: began, now })
  if (!isSettled) return undefined
  const { time_zone: zone } = await paper(db)
  return { from, to, now, zone, paper: await paperViews(db, { from, to }), expected: await expectedViews(db, { from, to, zone }), isWhole }
}

/** Of each hour that the half hour touches, its part of what the same hours of the last weeks had. Hours are those of the paper's clock, also in the nights when that is put forward or back. */
async function expectedViews(db: Reads, { from, to, zone }: { from: number; to: number; zone: string }): Promise<number | undefined> {
  const hours = new Map<string, { day: string; hour: number; minutes: number }>()
  for (let minute = from; minute <= to; minute++) {
    const time = new Date(minute * 60_000)
    const [day, hour] = [dayOf(time, zone), hourOf(time, zone)]
    const known = hours.get(`${day} ${hour}`) ?? { day, hour, minutes: 0 }
    known.minutes++
    hours.set(`${day} ${hour}`, known)
  }
  let expected = 0
  for (const { day, hour, minutes } of hours.values()) {
    const usual = middleOf(await hourOfDays(db, { hour, days: Array.from({ length: weeksBack }, (_, week) => addDays(day, -7 * (week + 1))) }))
    if (usual === undefined) return undefined
    expected += (usual * minutes) / 60
  }
  return expected
}

async function followOpen(tx: Db, watched: Watched) {
  for (const alert of await alerts(tx, { isOpen: true, limit: mostOpen })) {
    const views = alert.article_id === null ? watched.paper : await articleViews(tx, { ...watched, article_id: alert.article_id })
    const furthest = alert.kind === 'gone' ? Math.min(alert.furthest, views) : Math.max(alert.furthest, views)
    const isEnded = alert.kind === 'gone' ? isBack({ views, expected: watched.expected ?? alert.usual }) : isOver({ views, usual: alert.usual })
    if (isEnded || furthest !== alert.furthest) await updateAlert(tx, { id: alert.id, furthest, ...(isEnded ? { ended_at: watched.now } : {}) })
  }
}

type Begun = Pick<Alert, 'id' | 'kind' | 'article_id' | 'views' | 'usual'>

async function beginGone(tx: Db, { paper: views, expected, isWhole, now, zone }: Watched): Promise<Begun[]> {
  if (!isWhole || expected === undefined || !isGone({ views, expected })) return []
  return begin(tx, { kind: 'gone', article_id: null, views, usual: Math.round(expected) }, { now, zone })
}

async function beginGrowth(tx: Db, watched: Watched): Promise<Begun[]> {
  const { expected, now, zone } = watched
  if (expected === undefined) return []
  const begun: Begun[] = []
  const peersOf = rememberedPeers(tx, { zone, now })
  for (const article of await muchRead(tx, { ...watched, least: leastGrowing(expected) })) {
    const running = { views: article.views, paper: watched.paper, expected, peers: await peersOf(ageOf(hoursSince(article, now))), own: await ownBefore(tx, article, { zone, now }) }
    if (isRunning(running)) begun.push(...await begin(tx, { kind: 'growth', article_id: article.article_id, views: article.views, usual: Math.round(usualOf(running)) }, { now, zone }))
  }
  return begun
}

/** One that goes on is not told again with the new day. */
async function begin(tx: Db, alert: Omit<Begun, 'id'>, { now, zone }: { now: Date; zone: string }): Promise<Begun[]> {
  if ((await alerts(tx, { isOpen: true, limit: mostOpen })).some((open) => open.kind === alert.kind && open.article_id === alert.article_id)) return []
  const id = await insertAlert(tx, { ...alert, day: dayOf(now, zone), began_at: now, furthest: alert.views })
  return id === undefined ? [] : [{ id, ...alert }]
}

function hoursSince({ first_published_at }: ReadArticle, now: Date): number {
  return Math.floor((now.getTime() - first_published_at.getTime()) / 3_600_000)
}

/** Asked once for each age. */
function rememberedPeers(db: Reads, { zone, now }: { zone: string; now: Date }) {
  const known = new Map<Age, number | null>()
  return async (age: Age) => {
    const there = known.get(age)
    if (there !== undefined) return there
    const { share, peers } = await peerShare(db, { age, zone, since: secondsBefore(now, peersOfDays * 86_400), until: secondsBefore(now, (age[1] + 1) * 3_600) })
    known.set(age, peers < fewestPeers ? null : share)
    return peers < fewestPeers ? null : share
  }
}

/** Until half an hour before this one began: what it runs at now is no measure of itself. */
function ownBefore(db: Reads, { page_id, first_published_at }: ReadArticle, { zone, now }: { zone: string; now: Date }): Promise<number> {
  const since = secondsBefore(now, ownOfDays * 86_400)
  return ownShare(db, { page_id, zone, since: first_published_at > since ? first_published_at : since, until: secondsBefore(now, 2 * windowMinutes * 60) })
}

async function tellStaff(tx: Db, begun: readonly Begun[], { site, now }: Here) {
  const own = await paper(tx)
  const headlines = await headlinesOf(tx, begun.flatMap(({ article_id }) => article_id ?? []))
  const staff = (await staffMails(tx)).filter((one) => one.alerts)
  await sendMails(tx, staff.flatMap((who) => begun.map((alert) => {
    const headline = headlines.get(alert.article_id ?? 0) ?? null
    const letterOf = (headline: string | null) => alertLetter({ ...alert, headline }, { who, paper: { ...own, url: site.url } })
    return { letter: letterOf(headline), unnamed: unnamedLetter({ id: alert.article_id, isNamed: headline !== null }, () => letterOf(null)) }
  })), now)
}
