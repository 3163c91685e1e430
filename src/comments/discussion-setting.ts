// How discussions are moderated is set for the paper, and may be otherwise in a section or under an article.
import { z } from 'zod'
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { staleAtOnce } from '../base/press/stale.ts'
import { textIn, textsIn, type Form } from '../base/web/form.ts'
import { modes, type DiscussionSettings, type Override } from './reads/settings.ts'
import { deleteOverride, updateSettings, upsertOverride } from './writes/settings.ts'

/** A whole number as a form has it; an empty field is null. */
const whole = (least: number, most: number) => z.string().trim().regex(/^\d{0,9}$/).transform((text) => (text === '' ? null : Number(text))).refine((n) => n === null || (n >= least && n <= most))
const needed = (least: number, most: number) => whole(least, most).refine((n) => n !== null).transform((n) => n ?? least)
const clock = z.string().trim().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d(?::\d\d)?)?$/).transform((text) => text.slice(0, 5) || null)

const Settings = z.object({
  mode: z.enum(modes), newcomer_comments: needed(0, 100), most_waiting: whole(1, 100_000), opens_at: clock, closes_at: clock, open_days: z.array(z.number()),
  close_after_days: whole(1, 3650), slow_seconds: needed(0, 86_400), cooling_from: whole(1, 1000), longest: needed(100, 20_000), edit_minutes: needed(0, 1440),
  recommends: z.boolean(), links: z.enum(['allowed', 'held', 'refused']), blind_percent: needed(0, 100), settlement_bodies: z.string().trim().max(4000), police_address: z.string().trim().max(320),
}).refine(({ opens_at, closes_at }) => (opens_at === null) === (closes_at === null) && (opens_at === null || closes_at === null || opens_at < closes_at), { path: ['closes_at'] })

/** The settings a form asks for, or the names of the fields that are wrong. */
export function settingsIn(form: Form): { settings: DiscussionSettings } | { wrong: string[] } {
  const given = Object.fromEntries(Object.keys(Settings.shape).map((name): [string, unknown] => [name, textIn(form, name)]))
  const parsed = Settings.safeParse({ ...given, recommends: textIn(form, 'recommends') !== '', open_days: textsIn(form, 'open_days').map(Number).filter((day) => day >= 1 && day <= 7) })
  return parsed.success ? { settings: parsed.data } : { wrong: [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))] }
}

export function setDiscussions(db: Db, settings: DiscussionSettings, { by, now }: { by: { id: number }; now: Date }): Promise<void> {
  return atomically(db, async (tx) => {
    await updateSettings(tx, settings)
    await record(tx, { by: `staff:${by.id}`, what: 'discussion settings changed', subject: 'paper', now })
    // The form under each article says how long a comment may be, and whether it may be recommended.
    await staleAtOnce(tx, 'paper')
  })
}

export type Place = { section_id: number; article_id: null } | { section_id: null; article_id: number }

const Otherwise = z.object({ mode: z.enum(modes).nullable(), close_after_days: whole(1, 3650), slow_seconds: whole(0, 86_400) })

export function overrideIn(form: Form): Override | undefined {
  const parsed = Otherwise.safeParse({ mode: textIn(form, 'mode') || null, close_after_days: textIn(form, 'close_after_days'), slow_seconds: textIn(form, 'slow_seconds') })
  return parsed.success ? parsed.data : undefined
}

/** What a section or an article has otherwise; nothing at all ends it. */
export function setOverride(db: Db, { place, override }: { place: Place; override: Override }, { by, now }: { by: { id: number }; now: Date }): Promise<void> {
  return atomically(db, async (tx) => {
    const isNothing = Object.values(override).every((value) => value === null)
    await (isNothing ? deleteOverride(tx, place) : upsertOverride(tx, { ...place, ...override }))
    await record(tx, { by: `staff:${by.id}`, what: isNothing ? 'discussion as the paper has it' : 'discussion settings changed', subject: place.article_id === null ? `section:${place.section_id}` : `article:${place.article_id}`, now })
    await staleAtOnce(tx, 'paper')
  })
}
