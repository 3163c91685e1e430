// Reminding takes the steps of dunning: each with its mail in one transaction, under the lock of its pledge, after looking again
// whether the money is still missing. Money that comes, a pause, a cancellation: they change what is looked at, and nothing is sent.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { sendMail } from '../base/mail/mail.ts'
import { dayOf } from '../base/time.ts'
import type { JobPayloads } from '../job-names.ts'
import { paths, url } from '../urls.ts'
import { nextStep, isOwedStep, type LetterStep, type Next, type Step } from './dunning.ts'
import { dunningLetter } from './dunning-letter.ts'
import { supporterLink, type Here } from './personal-link.ts'
import { endPledge, stopPledge } from './pledge.ts'
import { accountIn } from './reads/currencies.ts'
import { openItems, openItemsOf, toldUntil, type OpenItem } from './reads/dunning.ts'
import { fundingMailSettings, type FundingMailSettings } from './reads/mail-settings.ts'
import { pledgeById } from './reads/pledges.ts'
import { addDays } from './rhythm.ts'
import { dropMissingDues, insertDunningStep, updateStepTold } from './writes/dunning.ts'

const pledgesAtOnce = 200

/** What is known before any due is looked at. */
export async function dunningAround(db: Reads, now: Date) {
  const [{ time_zone: zone }, settings, told_until] = [await paper(db), await fundingMailSettings(db), await toldUntil(db)]
  return { settings, told_until, zone, today: dayOf(now, zone) }
}
type Around = Awaited<ReturnType<typeof dunningAround>>

/** Takes every step whose day has come. Returns how many letters went out, and of how many pledges the last had no answer. */
export async function remindWhoIsDue(db: Db, here: Here): Promise<{ letters: number; over: number }> {
  const around = await dunningAround(db, here.now)
  const done = { letters: 0, over: 0 }
  for (let after = 0; ;) {
    const items = await openItems(db, { ...around, after, pledges: pledgesAtOnce })
    for (const [pledge_id, ofPledge] of Map.groupBy(items, (item) => item.pledge_id)) {
      after = pledge_id
      if (!isTime(leading(ofPledge, around).next, around)) continue
      const step = await takeStep(db, { pledge_id, around, when: (next) => isTime(next, around) }, { by: 'schedule', ...here })
      if (step !== null) done[step === 'over' ? 'over' : 'letters']++
    }
    if (items.length === 0) return done
  }
}

function isTime({ step, on, waiting }: Next, { today }: Pick<Around, 'today'>): boolean {
  return waiting === null && step !== null && on !== null && on <= today
}

export interface Leading { item: OpenItem; next: Next }

/** Of a pledge one due is written about at a time: the oldest of which something can be said at all. */
export function leading(items: readonly OpenItem[], around: Pick<Around, 'settings' | 'today' | 'told_until'>): Leading {
  const all = items.map((item) => ({ item, next: nextStep(item, around) }))
  return all.find(({ next }) => next.waiting !== 'disputed' && next.waiting !== 'decide') ?? all[0] ?? none()
}

interface Taking { pledge_id: number; around: Around; /** Looked at again under the lock. */ when: (next: Next, item: OpenItem) => boolean; skipped?: boolean }

/** Takes the next step of a pledge's oldest due; null where there is none (any more). */
export function takeStep(db: Db, { pledge_id, around, when, skipped = false }: Taking, { by, ...here }: Here & { by: string }): Promise<Step | null> {
  return atomically(db, async (tx) => {
    if (!(await pledgeById(tx, pledge_id, { lock: true }))) return null
    const items = await openItemsOf(tx, pledge_id, around)
    if (items.length === 0) return null
    const { item, next } = leading(items, around)
    if (next.step === null || !when(next, item)) return null
    const { step } = next
    const asked = step === 'over' ? items : askedFor(items, { item, around })
    const amount = asked.reduce((sum, one) => sum + one.amount, 0)
    const { settings, today } = around
    const pay_until = step !== 'over' && isOwedStep(step) ? addDays(today, settings.pay_within_days) : null
    const isNew = await insertDunningStep(tx, { due_id: item.due_id, step, amount, currency: item.currency, pay_until, actor: by, happened_at: here.now, happened_on: today, skipped })
    if (!isNew) return null
    if (step === 'over') await giveUp(tx, { items, item, settings, today }, { by, now: here.now })
    else if (!skipped) await write(tx, { item, asked, step, pay_until, settings }, here)
    return step
  })
}

/** What the letter asks for: that due, and whatever else of its pledge has been missing for as long as a first letter waits. */
function askedFor(items: readonly OpenItem[], { item, around: { settings, today, told_until } }: { item: OpenItem; around: Around }): OpenItem[] {
  const before = addDays(today, -(item.agreed_as === 'order' ? settings.dunning_after_days : settings.reminder_after_days))
  return items.filter((one) => {
    if (one.due_id === item.due_id) return true
    const { waiting } = nextStep(one, { settings, today, told_until })
    return one.currency === item.currency && one.came_back_on <= before && waiting !== 'disputed' && waiting !== 'decide'
  })
}

interface Writing { item: OpenItem; asked: readonly OpenItem[]; step: LetterStep; pay_until: string | null; settings: FundingMailSettings }

async function write(tx: Db, { item, asked, step, pay_until, settings }: Writing, here: Here) {
  const [own, account] = [await paper(tx), await accountIn(tx, item.currency)]
  const canDebit = isOwedStep(step) && item.way === 'debit' && item.mandate_state === 'active'
  const link = await supporterLink(tx, item.supporter_id, { ...here, ...(canDebit ? { leads_to: url(paths.mySupportDebitAgain, { id: String(item.pledge_id) }) } : {}) })
  const earlier = item.steps.findLast(({ skipped }) => !skipped)?.happened_on ?? null
  const letter = await dunningLetter({ ...item, asked, step, pay_until, earlier, canDebit }, { own, account, settings, link, site: here.site })
  await sendMail(tx, letter, here.now, { then: { job: 'dunning-handed-over', payload: { due_id: item.due_id, step } } })
}

/** The last letter had no answer. What was a gift is let go; a pledge rests. What is owed stays owed, and is the desk's to decide. */
async function giveUp(tx: Db, { items, item, settings, today }: { items: readonly OpenItem[]; item: OpenItem; settings: FundingMailSettings; today: string }, act: { by: string; now: Date }) {
  const { pledge_id: id } = item
  if (item.agreed_as === 'gift') {
    // A pledge that goes on forgoes what was asked for, and nothing that fell due since.
    const before = addDays(today, -settings.reminder_after_days)
    const goesOn = item.rhythm !== 'once' && settings.after_reminders === 'go_on'
    await dropMissingDues(tx, (goesOn ? items.filter((one) => one.due_id === item.due_id || one.due_on <= before) : items).map(({ due_id }) => due_id))
    if (item.rhythm === 'once') await endPledge(tx, { id, why: 'unpaid', ends_on: today }, act)
    else if (!goesOn) await stopPledge(tx, { id, why: 'unpaid' }, act)
    return
  }
  await stopPledge(tx, { id, why: 'unpaid' }, act)
  await record(tx, { what: 'last letter not answered', subject: `pledge:${id}`, ...act })
}

/** A mail server, or the outbox, has taken the letter; or refused it for good. */
export async function letterHandedOver(db: Db, { due_id, step, at, refused }: JobPayloads['dunning-handed-over']) {
  await updateStepTold(db, { due_id, step, ...(refused === undefined ? { told_at: new Date(at) } : { refused_at: new Date(at), answer: refused }) })
}

function none(): never {
  throw new Error('nothing is missing of this pledge')
}
