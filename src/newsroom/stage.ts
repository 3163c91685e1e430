// A stage is how far an article has come in the newsroom. Until it is public it is moved by hand, forwards and back, and a paper may
// leave steps out; afterwards its stage follows from what readers have been told. Who may move what is said in permissions.ts.
import type { FullArticle } from '../articles/reads/articles.ts'
import { isPermitted, type Permission, type Role } from '../people/permissions.ts'

export type Stage = FullArticle['stage']

/** In their order. What comes behind `scheduled` is public, or was. */
export const stages = ['idea', 'draft', 'editing', 'fact_check', 'legal', 'ready', 'scheduled', 'published', 'updated', 'corrected', 'withdrawn'] as const satisfies readonly Stage[]
/** Those that an article is moved among by hand. */
export const movable = ['idea', 'draft', 'editing', 'fact_check', 'legal', 'ready'] as const satisfies readonly Stage[]
export type Movable = (typeof movable)[number]
/** Those that a paper may leave out. */
export const optional = ['idea', 'editing', 'fact_check', 'legal', 'ready'] as const satisfies readonly Stage[]
export type Optional = (typeof optional)[number]
/** Those that a paper may ask of every article. */
export const askable = ['editing', 'fact_check', 'legal'] as const satisfies readonly Optional[]

/** Whether a step is used, and whether every article must have passed it. */
export type Use = 'no' | 'yes' | 'must'
export type Steps = Record<Optional, Use>
export const usualSteps: Steps = { idea: 'yes', editing: 'yes', fact_check: 'yes', legal: 'yes', ready: 'yes' }

export function isOptional(stage: Stage): stage is Optional {
  return optional.some((one) => one === stage)
}
export function isMovable(text: string): text is Movable {
  return movable.some((one) => one === text)
}
export function isUsed(stage: Stage, steps: Steps): boolean {
  return !isOptional(stage) || steps[stage] !== 'no'
}
export function rank(stage: Stage): number {
  return stages.indexOf(stage)
}

/** Who may let an article go on from a stage. */
const keepers: Record<Movable | 'scheduled', Permission> = {
  idea: 'write_articles', draft: 'write_articles', editing: 'edit_articles', fact_check: 'check_facts', legal: 'clear_legally', ready: 'edit_articles', scheduled: 'publish_articles',
}

export interface Standing { stage: Stage; roles: readonly Role[]; steps: Steps }
export type Refusal = 'same' | 'public' | 'unused' | 'not_permitted'

/** Why somebody may not move an article to a stage. */
export function refusal({ stage, roles, steps }: Standing, to: Movable): Refusal | null {
  if (to === stage) return 'same'
  if (!isMovable(stage) && stage !== 'scheduled') return 'public'
  if (!isUsed(to, steps)) return 'unused'
  return mayMove({ stage, roles, steps }, to) ? null : 'not_permitted'
}

function mayMove({ stage, roles, steps }: Standing & { stage: Movable | 'scheduled' }, to: Movable): boolean {
  const keeps = isPermitted(roles, keepers[stage])
  const edits = isPermitted(roles, 'edit_articles')
  if (rank(to) < rank(stage)) return keeps || (edits && stage !== 'scheduled')
  if (!keeps) return false
  // Who writes sends their article to the desk; where it goes from there is the desk's to say.
  const writesOnly = stage === 'idea' || stage === 'draft' ? !edits : false
  return !writesOnly || to === 'draft' || to === firstAtDesk(steps)
}

/** Where an article goes that is sent to the desk. */
export function firstAtDesk(steps: Steps): Movable {
  return movable.find((one) => rank(one) > rank('draft') && isUsed(one, steps)) ?? 'ready'
}

/** Where somebody may move an article now, in the order of the stages. */
export function nextStages(standing: Standing): Movable[] {
  return movable.filter((to) => refusal(standing, to) === null)
}

export interface Move { from_stage: Stage; to_stage: Stage }

/** The steps an article has passed: somebody let it go on from there, and it has not been sent back behind it since. */
export function passed(moves: readonly Move[]): Set<Stage> {
  const behind = new Set<Stage>()
  for (const { from_stage, to_stage } of moves) {
    if (rank(to_stage) > rank(from_stage)) behind.add(from_stage)
    else for (const stage of stages) if (rank(stage) >= rank(to_stage)) behind.delete(stage)
  }
  return behind
}

/** The steps that an article must pass before it is public, and has not. One that was public before has passed them. */
export function missingSteps({ stage, roles, steps }: Standing, moves: readonly Move[]): Optional[] {
  if (!isMovable(stage) && stage !== 'scheduled') return []
  const behind = passed(moves)
  // Whoever keeps the step that it stands at lets it pass by publishing it.
  if (isPermitted(roles, keepers[stage])) behind.add(stage)
  return askable.filter((one) => steps[one] === 'must' && !behind.has(one))
}

/** How an article stands to those who write. `is_awaited`: what is written becomes public at a time that is set, without anybody looking. */
export interface Writable { state: FullArticle['state']; stage: Stage; is_awaited: boolean }

/** Whether somebody may write in an article: authors until the desk has passed it on, then the desk; what is written once it is public, readers see only when somebody publishes it. */
export function mayWrite(roles: readonly Role[], { state, stage, is_awaited }: Writable): boolean {
  const isAtDesk = is_awaited || (state === 'draft' && rank(stage) > rank('editing'))
  return isPermitted(roles, isAtDesk ? 'edit_articles' : 'write_articles')
}
