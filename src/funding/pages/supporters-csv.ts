// The lists of supporters and of pledges, to take along. A POST, since who took people's data out is journalled.
import { csvTable } from '../../base/csv.ts'
import { record } from '../../base/db/journal.ts'
import { dayOf } from '../../base/time.ts'
import { textIn, type Form } from '../../base/web/form.ts'
import { download } from '../../base/web/respond.ts'
import type { Action } from '../../base/web/route.ts'
import { paper } from '../../articles/reads/paper.ts'
import type { Staff } from '../../people/guards.ts'
import { paths } from '../../urls.ts'
import { fundingSettings } from '../reads/settings.ts'
import { pledgeFields, pledgeFilterIn, soughtIn, supporterFields, supporterFilterIn } from '../supporter-filter.ts'
import { pledgeLines, supporterLines } from '../supporter-export.ts'

type Guarded = Staff<'see_supporters'>

export const supporters: Action<typeof paths.deskSupportersCsv, Guarded> = async ({ db, form, who, safe, now }) => {
  const [{ time_zone }, { currency }] = await Promise.all([paper(db), fundingSettings(db)])
  await record(db, { what: 'list of supporters taken out', subject: 'paper', by: `staff:${who.id}`, now })
  const lines = supporterLines(db, { filter: supporterFilterIn(fieldsIn(form, supporterFields)), sought: soughtIn(textIn(form, 'words'), safe), currency, time_zone })
  return download(csvTable(lines), { name: `supporters-${dayOf(now, time_zone)}.csv`, contentType: 'text/csv; charset=utf-8' })
}

export const pledges: Action<typeof paths.deskPledgesCsv, Guarded> = async ({ db, form, who, now }) => {
  const { time_zone } = await paper(db)
  await record(db, { what: 'list of pledges taken out', subject: 'paper', by: `staff:${who.id}`, now })
  const today = dayOf(now, time_zone)
  const lines = pledgeLines(db, { filter: pledgeFilterIn(fieldsIn(form, pledgeFields)), today, time_zone })
  return download(csvTable(lines), { name: `pledges-${today}.csv`, contentType: 'text/csv; charset=utf-8' })
}

function fieldsIn(form: Form, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, textIn(form, name)]))
}
