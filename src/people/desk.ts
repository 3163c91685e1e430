// The desk is the side of the paper on which staff work. Its pages are personal: in the language of who works there, kept by no press.
import { loadFrame } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { deskParts } from './desk-parts.ts'
import { permitted } from './permissions.ts'
import type { Reader } from './session.ts'

export type Desk = Awaited<ReturnType<typeof deskOf>>

/** What every page of the desk needs around it: `<DeskFrame {...desk} title=…>`. */
export async function deskOf(db: Reads, { who, speaks }: { who: Reader; speaks: string | undefined }) {
  const facts = await loadFrame(db)
  const t = translator(who.language ?? speaks ?? facts.paper.language)
  return { facts, t, who, parts: permitted(who.roles, deskParts) }
}
