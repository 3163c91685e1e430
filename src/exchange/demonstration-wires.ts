// Puts what agencies have sent to the demonstration into its inbox, as if it had come in during the last day.
import { sections } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { secondsAfter, secondsBefore } from '../base/time.ts'
import { agencies, sent, type Agency, type Sent } from './demonstration-agencies.ts'
import type { Begun, Called } from './demonstration-desk.ts'
import { knownItems, wireItemById } from './reads/wire-items.ts'
import { wireById, type Wire } from './reads/wires.ts'
import { takeIn } from './wire-item.ts'
import { takeOver } from './wire-takeover.ts'
import { nothingWired, paragraphsOf, type Wired } from './wired.ts'
import { insertWire, replaceMappings, updateWire } from './writes/wires.ts'

interface Around extends Begun { called: Called }

export async function giveDemonstrationWires(db: Db, { called, now, files }: Around): Promise<void> {
  const all = await sections(db)
  const sectionAt = (slug: string) => all.find((one) => one.slug === slug)?.id ?? 0
  const wires = new Map<Agency, Wire>()
  for (const agency of agencies) wires.set(agency, await added(db, agency, { sectionAt, now: secondsBefore(now, 30 * 86_400) }))
  for (const item of sent) {
    const [wire, at] = [wires.get(item.from), secondsBefore(now, item.hoursAgo * 3_600)]
    if (!wire) continue
    await takeIn(db, { wire, items: [wiredOf(item, { at, now })] }, { files, now: at })
    await updateWire(db, wire.id, { came_at: at })
    const { takenBy } = item
    if (takenBy === undefined) continue
    const [known] = await knownItems(db, wire.id, [item.foreign_id])
    const text = known && await wireItemById(db, known.id)
    if (!text) throw new Error(`${item.foreign_id} has not come in`)
    const { id } = called(takenBy)
    await takeOver(db, { item: text, section_id: text.section_id ?? sectionAt(item.from.section), topics: [], taken_by: id, by_mail: false }, { act: { by: `staff:${id}`, now: secondsAfter(at, 3_600) }, files, wires: undefined })
  }
}

/** Texts of it come by the command: no address is asked in a paper that somebody tries out. */
async function added(db: Db, { name, agency, language, section, mappings }: Agency, { sectionAt, now }: { sectionAt: (slug: string) => number; now: Date }): Promise<Wire> {
  const id = await insertWire(db, { name, way: 'command', agency, language, section_id: sectionAt(section), created_at: now })
  await replaceMappings(db, id, mappings.map(([subject, slug]) => ({ subject, section_id: sectionAt(slug) })))
  const wire = await wireById(db, id)
  if (!wire) throw new Error(`wire ${id} is not there`)
  return wire
}

function wiredOf({ from, paragraphs, subjects, embargoHours, takenBy: _, hoursAgo: __, ...item }: Sent, { at, now }: { at: Date; now: Date }): Wired {
  return {
    ...nothingWired, ...item, agency: from.agency, html: paragraphsOf(paragraphs.join('\n\n')), subjects: subjects.map((name) => ({ name, code: '' })), issued_at: at,
    embargo_until: embargoHours === undefined ? null : secondsAfter(now, embargoHours * 3_600),
  }
}
