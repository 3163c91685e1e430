// Dunning is what is written about money that has not come. What is owed, because it was ordered, is asked for in three steps
// (§ 286 BGB): payment reminder, first and last letter. Nobody owes a gift: of one that was promised by transfer its giver is
// reminded in a friendly way, once or twice. Each step is a row, taken down with its mail; what comes next follows from them.
import type { OpenItem } from './reads/dunning.ts'
import type { FundingMailSettings } from './reads/mail-settings.ts'
import { consequenceOf } from './return-reason.ts'
import { addDays } from './rhythm.ts'

export const friendlySteps = ['reminder', 'last_reminder'] as const
export const owedSteps = ['payment_reminder', 'first_letter', 'last_letter'] as const
export type FriendlyStep = (typeof friendlySteps)[number]
export type OwedStep = (typeof owedSteps)[number]
/** over: what follows when the last letter has had no answer. */
export type Step = FriendlyStep | OwedStep | 'over'
export type LetterStep = Exclude<Step, 'over'>

export function isOwedStep(step: LetterStep): step is OwedStep {
  return owedSteps.some((one) => one === step)
}

/** The letters there are about a due, in their order; none where the paper writes none. */
export function seriesOf({ agreed_as }: Pick<OpenItem, 'agreed_as'>, settings: Pick<FundingMailSettings, 'dunning' | 'reminders' | 'reminder_count'>): readonly LetterStep[] {
  if (agreed_as === 'order') return settings.dunning ? owedSteps : []
  return settings.reminders ? friendlySteps.slice(-settings.reminder_count) : []
}

/**
 * Why nothing is written. held: somebody said so. declared: a cancellation or withdrawal is looked at. disputed: it was taken back
 * by whoever may be right. decide: it came back for a reason that a human must judge. no_mail: there is no address, or it took no
 * mail. statement: the bank's statements are not read as far. over: the last step was taken. off: the paper writes none.
 */
export type Waiting = 'held' | 'declared' | 'disputed' | 'decide' | 'no_mail' | 'statement' | 'over' | 'off'

/** `on`: the earliest day, YYYY-MM-DD. */
export interface Next { step: Step | null; on: string | null; waiting: Waiting | null }

export interface Around {
  settings: FundingMailSettings
  today: string
  /** Up to which day the bank has told what came; null: nothing yet. */
  told_until: string | null
}

/** What comes next of a due. */
export function nextStep(item: OpenItem, around: Around): Next {
  const { settings } = around
  const series = seriesOf(item, settings)
  const step = stepAfter(item, series)
  const waiting = whyWaiting(item, step, { ...around, isOff: series.length === 0 })
  return { step, on: step === null ? null : dayOfStep(item, { step, letters: series.length, settings }), waiting }
}

function stepAfter({ agreed_as, steps, is_unanswered }: OpenItem, series: readonly LetterStep[]): Step | null {
  if (series.length === 0 || steps.some(({ step }) => step === 'over')) return null
  // Whoever was reminded of one gift to the last, and gave nothing, was promised to be left in peace; of what is owed nothing more is written then.
  if (is_unanswered) return agreed_as === 'order' ? null : 'over'
  const taken = steps.map(({ step }) => step)
  return series.find((_, n) => series.slice(n).every((later) => !taken.includes(later))) ?? 'over'
}

function whyWaiting(item: OpenItem, step: Step | null, { settings, today, told_until, isOff }: Around & { isOff: boolean }): Waiting | null {
  if (item.hold) return 'held'
  if (item.is_declared) return 'declared'
  if (item.is_disputed) return 'disputed'
  if (step === null) return isOff ? 'off' : 'over'
  const last = item.steps.at(-1)
  const consequence = item.reason_code === null ? null : consequenceOf(item.reason_code, { debits: item.debits, settings: { unspecified: 'again' } })
  if (consequence === 'refused') return 'disputed'
  if (consequence === 'hand' && last === undefined) return 'decide'
  if (step !== 'over' && (item.mail_address === '' || (last?.refused_at && !last.skipped))) return 'no_mail'
  // That a debit came back the bank has told. Whether a transfer has come is known as far as statements were read.
  if (settings.statement_days === 0 || (item.way !== 'transfer' && last === undefined)) return null
  return told_until === null || told_until < addDays(today, -settings.statement_days) ? 'statement' : null
}

function dayOfStep({ agreed_as, steps, came_back_on, last_of_pledge_on }: OpenItem, { step, letters, settings }: { step: Step; letters: number; settings: FundingMailSettings }): string {
  const [after, between] = agreed_as === 'order' ? [settings.dunning_after_days, settings.dunning_between_days] : [settings.reminder_after_days, settings.reminder_between_days]
  const last = steps.at(-1)?.happened_on
  // What nobody is reminded of any more is given up when the letters would have been over.
  if (last === undefined && step === 'over') return addDays(came_back_on, after + between * letters)
  const first = addDays(came_back_on, after)
  // Money that came after a letter, and went again, is a new beginning of those days. About one pledge no two letters are nearer to each other.
  const later = [last, last_of_pledge_on].flatMap((day) => (day === undefined || day === null ? [] : [addDays(day, between)]))
  return [first, ...later].sort().at(-1) ?? first
}
