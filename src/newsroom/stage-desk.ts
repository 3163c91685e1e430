// What the desk's page of one article shows of its way: where it stands, where it can go, what keeps it back, and what is to happen to it.
import { holdOn } from '../articles/hold.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { isPermitted } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { paths, url, withQuery } from '../urls.ts'
import { actorsNamed } from './deed.ts'
import { moverOf } from './move-telling.ts'
import { obstacle } from './publishing.ts'
import { readersNamed } from './reads/journal.ts'
import { lastRevision, revisionOf } from './reads/revisions.ts'
import { schedulesOf, type Schedule } from './reads/schedules.ts'
import { movesOf, stepsUsed, watchOf } from './reads/workflow.ts'
import { isSame } from './revision.ts'
import { isMovable, isUsed, nextStages, passed, rank, stages, type Stage } from './stage.ts'
import type { Written } from './written.ts'

/** Of a long way the last steps are shown; the journal has all of it. */
const shownMoves = 12

export type StageDesk = Awaited<ReturnType<typeof stageDesk>>

interface Looking { article: FullArticle; written: Written; who: Pick<Reader, 'id' | 'roles'>; now: Date }

export async function stageDesk(db: Reads, { article, written, who, now }: Looking, t: T) {
  const { stage, state, legal_hold_by } = article
  const steps = await stepsUsed(db)
  const moves = await movesOf(db, article.id)
  const schedules = await schedulesOf(db, article.id)
  const behind = passed(moves.filter(({ kind }) => kind === 'moved'))
  const may = (permission: Parameters<typeof isPermitted>[1]) => isPermitted(who.roles, permission)
  const publishes = may('publish_articles')
  return {
    way: wayOf(stage).filter((one) => one === stage || isUsed(one, steps)).map((one) => ({ stage: one, isNow: one === stage, isPassed: rank(stage) > rank('scheduled') || behind.has(one) })),
    next: nextStages({ stage, roles: who.roles, steps }).map((to) => ({ to, isBack: rank(to) < rank(stage) })),
    /** Where an article goes that an author sends to the desk, is said so. */
    sends: (stage === 'idea' || stage === 'draft') && !may('edit_articles'),
    hold: holdOn(article, now),
    held_by: legal_hold_by === null ? null : (await readersNamed(db, [legal_hold_by])).get(legal_hold_by) ?? null,
    may_publish: publishes && (state === 'draft' || state === 'withdrawn'),
    may_schedule: publishes && state !== 'held',
    may_embargo: publishes && state !== 'withdrawn',
    may_hold: may('hold_articles'),
    /** Why it could not be published now. */
    against: publishes && (state === 'draft' || state === 'withdrawn') ? await obstacle(db, article, { roles: who.roles, now }) : null,
    toCome: await changedSince(db, { schedules: schedules.filter(({ ended_at }) => ended_at === null), article_id: article.id, written, may_compare: may('write_articles') }, t),
    ended: schedules.filter(({ outcome }) => outcome !== null && outcome !== 'cancelled').slice(0, 3),
    moves: moves.slice(-shownMoves).reverse().map((move) => ({ ...move, mover: moverOf(move, t) })),
    watch: await watchOf(db, { article_id: article.id, reader_id: who.id }),
  }
}

/** How the text differs from what it was when something was scheduled, and who saved it last; null where it does not. */
export interface SinceThen { by: string | null; at: Date | null; difference: string | null }

interface Since { schedules: Schedule[]; article_id: number; written: Written; may_compare: boolean }

async function changedSince(db: Reads, { schedules, article_id, written, may_compare }: Since, t: T): Promise<(Schedule & { since: SinceThen | null })[]> {
  const all: (Schedule & { since: SinceThen | null })[] = []
  for (const schedule of schedules) {
    const then = schedule.text_revision === null ? undefined : await revisionOf(db, { article_id, number: schedule.text_revision })
    const isChanged = then !== undefined && !isSame(then.written, written)
    all.push({ ...schedule, since: isChanged ? { ...await savedAfter(db, { article_id, number: then.number }, t), difference: may_compare ? withQuery(url(paths.deskDifference, { id: String(article_id) }), { from: then.number, to: 'working' }) : null } : null })
  }
  return all
}

/** Nobody yet in the first seconds: what is typed is saved a little later. */
async function savedAfter(db: Reads, { article_id, number }: { article_id: number; number: number }, t: T): Promise<Pick<SinceThen, 'by' | 'at'>> {
  const last = await lastRevision(db, article_id)
  if (!last || last.number <= number) return { by: null, at: null }
  return { by: (await actorsNamed(db, [last.saved_by], t)).get(last.saved_by) ?? null, at: last.saved_at }
}

/** The stages that stand in the bar: those on the way to readers, and where it has come to since. */
function wayOf(stage: Stage): Stage[] {
  const isPublic = !isMovable(stage) && stage !== 'scheduled'
  return stages.filter((one) => rank(one) <= rank('published') || (isPublic && one === stage))
}
