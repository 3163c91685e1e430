// What the desk's page of one article shows of its way: where it stands, where it can go, what keeps it back, and what is to happen to it.
import { holdOn } from '../articles/hold.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import type { Reads } from '../base/db/db.ts'
import { isPermitted } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { obstacle } from './publishing.ts'
import { readersNamed } from './reads/journal.ts'
import { schedulesOf } from './reads/schedules.ts'
import { movesOf, stepsUsed, watchOf } from './reads/workflow.ts'
import { isMovable, isUsed, nextStages, passed, rank, stages, type Stage } from './stage.ts'

/** Of a long way the last steps are shown; the journal has all of it. */
const shownMoves = 12

export type StageDesk = Awaited<ReturnType<typeof stageDesk>>

export async function stageDesk(db: Reads, { article, who, now }: { article: FullArticle; who: Pick<Reader, 'id' | 'roles'>; now: Date }) {
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
    toCome: schedules.filter(({ ended_at }) => ended_at === null),
    ended: schedules.filter(({ outcome }) => outcome !== null && outcome !== 'cancelled').slice(0, 3),
    moves: moves.slice(-shownMoves).reverse(),
    watch: await watchOf(db, { article_id: article.id, reader_id: who.id }),
  }
}

/** The stages that stand in the bar: those on the way to readers, and where it has come to since. */
function wayOf(stage: Stage): Stage[] {
  const isPublic = !isMovable(stage) && stage !== 'scheduled'
  return stages.filter((one) => rank(one) <= rank('published') || (isPublic && one === stage))
}
