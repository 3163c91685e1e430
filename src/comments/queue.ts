// The queue is what moderators work off: what waits, what was reported, what a rule held, what nobody has looked at.
import { loadFrame } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { isPermitted } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { numberIn, paths } from '../urls.ts'
import { clauses } from './clause.ts'
import { contexts } from './reads/contexts.ts'
import { mostCounted, queueCounts, type After } from './reads/queue.ts'
import { discussionSettings } from './reads/settings.ts'
import { isBarred, noStanding, trustOf } from './standing.ts'

/** How long one has a comment to oneself for deciding. */
export const claimSeconds = 5 * 60

/** The comments with all that is known of them. */
export async function entriesOf(db: Reads, ids: number[], now: Date) {
  const [rows, { newcomer_comments }] = await Promise.all([contexts(db, ids, now), discussionSettings(db)])
  return rows.map((row) => {
    const { approved, rejected, set_as, suspended_until, banned_at } = row
    const standing = { ...noStanding, approved: approved ?? 0, rejected: rejected ?? 0, set_as, suspended_until, banned_at }
    return { ...row, trust: trustOf(standing, { shown: row.shown_before, newcomer_comments }), barred: isBarred(standing, now) }
  })
}

/** What a page with entries stands on. */
export async function benchOf(db: Reads, { t, who, now, next }: { t: T; who: Reader; now: Date; next: string }) {
  const { paper } = await loadFrame(db)
  return { t, who, now, next, mayDecide: isPermitted(who.roles, 'moderate'), zone: paper.time_zone, choices: { t, clauses: clauses.map((slug) => ({ slug, label: t(`clause.${slug}`) })) } }
}

/** The pages of moderation that somebody may enter, with how many wait on each. */
export async function moderationPages(db: Reads, { t, who, now }: { t: T; who: Reader; now: Date }) {
  const counts = await queueCounts(db, now)
  const may = { moderate: isPermitted(who.roles, 'moderate'), objections: isPermitted(who.roles, 'decide_objections'), routes: isPermitted(who.roles, 'pick_comments'), settings: isPermitted(who.roles, 'set_moderation'), figures: isPermitted(who.roles, 'see_moderation_figures') }
  const all = [
    { path: paths.deskModeration, label: t('moderation.waiting'), count: counts.waiting, may: may.moderate },
    { path: paths.deskReported, label: t('moderation.reported'), count: counts.reported, may: may.moderate },
    { path: paths.deskObjections, label: t('moderation.objections'), count: counts.objections, may: may.objections },
    { path: paths.deskHeld, label: t('moderation.held'), count: counts.held, may: may.moderate },
    { path: paths.deskUnseen, label: t('moderation.unseen_page'), count: counts.unseen, may: may.moderate },
    { path: paths.deskAllComments, label: t('moderation.all'), may: may.moderate },
    { path: paths.deskRoutes, label: t('moderation.routes'), count: counts.routes, may: may.routes },
    { path: paths.deskRules, label: t('rules.title'), may: may.settings },
    { path: paths.deskModerationSettings, label: t('moderation.settings'), may: may.settings },
    { path: paths.deskFigures, label: t('moderation.figures'), may: may.figures },
    { path: paths.deskBlind, label: t('case.blind.page'), may: may.moderate },
    { path: paths.deskPolice, label: t('case.police.page'), may: may.moderate },
  ]
  return all.flatMap(({ may: entered, ...way }) => (entered ? { ...way, count: way.count === undefined ? undefined : Math.min(way.count, mostCounted) } : []))
}

/** Where a page begins, as its address has it: `TIME-NUMBER`. */
export function afterIn(text: string | undefined): After | null {
  const [, time, id] = /^(\d{1,15})-(\d{1,15})$/.exec(text ?? '') ?? []
  const number = numberIn(id ?? '')
  return time === undefined || number === undefined ? null : { at: new Date(Number(time)), id: number }
}
export function afterText({ at, id }: After): string {
  return `${at.getTime()}-${id}`
}

/** A page of moderation to come back to, as a form says it; the queue where it says anything else. */
export function nextIn(text: string): string {
  return /^\/desk\/moderation(?:[/?][\w/?=&%.-]*)?$/.test(text) ? text : paths.deskModeration
}
/** The same page, saying that a decision was made. */
export function withDone(next: string, done: string): string {
  const address = new URL(next, 'http://paper')
  address.searchParams.set('done', done)
  return address.pathname + address.search
}
