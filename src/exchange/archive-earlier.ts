// Archives of versions that were. Version 1 is from before papers had accounts and moderation, version 2 from before they had
// money, version 3 from before there were several currencies, reminders and certificates, version 4 from before figures of what is
// read moved along, version 5 from before there was a desk to plan and write at: they are read as archives of today in which nobody has signed in, nothing has been decided, given,
// reminded of, counted or planned yet.
import { z } from 'zod'
import { isDesk } from './archive-desk-kinds.ts'
import { isFigure } from './archive-figures-kinds.ts'
import type { Kind } from './archive-kinds.ts'
import { isMoney } from './archive-money-kinds.ts'

/** The kinds there were in version 1. */
const firstKinds: readonly Kind[] = ['paper', 'bank_account', 'pictures', 'sections', 'topics', 'authors', 'articles', 'pages', 'redirects', 'readers', 'comments', 'campaigns', 'imported', 'journal']

/** Those that came with version 4. */
const fourthKinds: readonly Kind[] = [
  'secret_keys', 'funding_mail_settings', 'currencies', 'rhythm_amounts', 'supporter_mails', 'supporters_apart', 'dunning_steps', 'dunning_holds', 'upgrade_consents', 'upgrade_questions',
  'certificate_terms', 'certificates', 'certificate_gifts',
]

const unknownThen: Partial<Record<Kind, Record<string, unknown>>> = {
  paper: { demonstration: false },
  readers: {
    confirmed_at: null, name_changed_at: null, former_name: null, former_name_until: null, language: null, author: null, erase_at: null, erased_at: null,
    roles: [], passkeys: [], standing: null,
  },
  // What stands there was shown when it came in, as far as anybody knows.
  comments: {
    removed_by: null, waits_for: null, shown_at: null, looked_at: null, edited_at: null, deleted_at: null, picked_at: null, locked_at: null, spoke_as: null, quote_from: null, quote_to: null,
  },
}

// How far a campaign was had been typed in: it starts from there now. One text stood in each language.
const Campaign = z.looseObject({ reached: z.int(), texts: z.array(z.looseObject({})) })
const noAppeals: Partial<Record<Kind, (record: Record<string, unknown>) => Record<string, unknown>>> = {
  sections: (record) => ({ ...record, no_appeals: false }),
  topics: (record) => ({ ...record, no_appeals: false }),
  campaigns: (record) => {
    const { data } = Campaign.safeParse(record)
    return data ? { on_articles: true, on_front: true, sections: [], compared_since: null, slices: [], articles: [], carried: data.reached, ...data, texts: data.texts.map((text) => ({ version: 'a', shown_from: null, shown_until: null, ...text })) } : record
  },
}

// Every pledge was one to give, whatever the button said: so much is certain. By which way one gave at a step was not noted.
const oneCurrency: Partial<Record<Kind, (record: Record<string, unknown>) => Record<string, unknown>>> = {
  funding_settings: ({ certificate_grounds: _, ...record }) => ({ largest_amount: 10_000_000, giving_currency: null, ...record }),
  pledges: (record) => ({ agreed_as: 'gift', ...record }),
  pledge_changes: (record) => ({ way: null, ...record }),
}

/** What records of version 5 and before do not say yet, by kind: one line for each field that came with version 6. */
const beforeDesk: Partial<Record<Kind, Record<string, unknown>>> = {
  topics: { picture: null },
  // The stage follows the state, which the database sees to.
  articles: { stage: 'draft', embargo_until: null, legal_hold_at: null, legal_hold_by: null, legal_hold_note: null },
  pictures: { zoom: 1, title: '', usage_terms: '', place: '', keywords: [], taken_at: null, rights_from: null, rights_until: null, rights_warned_at: null, taken_off_at: null, same_as: null },
  comment_routes: { assigned_to: null, credit: null, credit_at: null },
}

/** The same of what stands in lists of a record. */
const inLists: Partial<Record<Kind, Record<string, Record<string, unknown>>>> = {
  articles: { corrections: { revision: null, comment: null, credited_at: null } },
}

/** A record as it would stand in an archive of today; what is no record stays what it is. */
export function recordOfToday(kind: Kind, value: unknown, version: number): unknown {
  const then = recordOfFive(kind, value, version)
  const added = version < 6 ? beforeDesk[kind] : undefined
  const { data: record } = z.looseObject({}).safeParse(then)
  if (version > 5 || !record) return then
  const lists = Object.entries(inLists[kind] ?? {}).map(([list, unsaid]) => {
    const { data: entries } = z.array(z.looseObject({})).safeParse(record[list])
    return [list, entries ? entries.map((entry) => ({ ...unsaid, ...entry })) : record[list]]
  })
  return { ...added, ...record, ...Object.fromEntries(lists) }
}

function recordOfFive(kind: Kind, value: unknown, version: number): unknown {
  const { data: record } = z.looseObject({}).safeParse(value)
  if (!record || version > 3) return value
  if (version === 3) return oneCurrency[kind]?.(record) ?? record
  const added = version === 1 ? unknownThen[kind] : undefined
  const then = added ? { ...added, ...(kind === 'comments' && record.state === 'shown' ? { shown_at: record.submitted_at } : {}), ...record } : record
  return noAppeals[kind]?.(then) ?? then
}

export function wasKind(version: number, kind: Kind): boolean {
  if (version === 1) return firstKinds.includes(kind)
  if (isDesk(kind)) return version > 5
  if (isFigure(kind)) return version > 4
  return version > 3 || !fourthKinds.includes(kind) && (version === 3 || !isMoney(kind))
}
