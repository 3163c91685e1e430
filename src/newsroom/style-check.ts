// House style before something is made public: what it has to say about an article, and what of that refuses publication.
//
// Whoever publishes asks `styleRefusal` in the same transaction: it says why not, or undefined. Who may set house style may
// publish anyway by giving a reason, which the journal then has (`recordAnyway`): they could as well change the setting, and
// this way it is seen. What was scheduled is asked about when it is scheduled, not when its time has come: then nobody is
// there who could answer. It goes out as it was decided; that it is against house style by then is noted all the same.
import { keptDocument, pictureNames, type DocumentNode } from '../articles/document.ts'
import { picturesByName } from '../articles/reads/pictures.ts'
import type { Db, Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { isPermitted, type Role } from '../people/permissions.ts'
import { checkerOf, type Checked, type PictureFacts } from './client/editor/house-style/checking.ts'
import { blockingFindings, type Finding } from './client/editor/house-style/finding.ts'
import { houseStyle } from './house-style.ts'
import type { Written } from './written.ts'

/** What an article has of what is checked; `Written` has all of it. */
export type Checkable = Omit<Checked, 'body'> & { body: DocumentNode }

export async function styleFindings(db: Reads, written: Written | Checkable): Promise<Finding[]> {
  const names = [...pictureNames(written.body), written.lead_picture].filter((name) => name !== '')
  return checkerOf(await houseStyle(db))(written, await picturesKnown(db, names))
}

/** What is known of pictures by their names. */
export async function picturesKnown(db: Reads, names: string[]): Promise<PictureFacts> {
  const known = new Map((names.length > 0 ? await picturesByName(db, names) : []).map((one) => [one.name, { has_credit: one.credit_person !== '' || one.credit_agency !== '', alt: one.alt }]))
  return (name) => known.get(name)
}

interface Asked { written: Written | Checkable; roles: readonly Role[]; /** Why it is published anyway. */ anyway?: string | undefined }

/** Why house style does not let an article be published as it stands; undefined where it does, or where somebody who may says why it is anyway. */
export async function styleRefusal(db: Reads, { written, roles, anyway = '' }: Asked): Promise<{ findings: Finding[]; may_anyway: boolean } | undefined> {
  const findings = blockingFindings(await styleFindings(db, written))
  const may_anyway = isPermitted(roles, 'set_house_style')
  return findings.length === 0 || (may_anyway && anyway.trim() !== '') ? undefined : { findings, may_anyway }
}

interface Anyway { article_id: number; anyway: string; what?: 'published against house style' | 'scheduled against house style' }

/** That an article was published against house style, or is to be, and why: the reason stands at the deed's subject in the journal. */
export async function recordAnyway(tx: Db, { article_id, anyway, what = 'published against house style' }: Anyway, act: Act) {
  await record(tx, { ...act, what, subject: `article:${article_id}` })
  if (anyway.trim() !== '') await record(tx, { ...act, what: `“${anyway.trim().slice(0, 300)}”`, subject: `article:${article_id}` })
}

interface Row { kicker: string; headline: string; standfirst: string; dateline_place: string; lead_alt: string | null; lead_caption: string | null; note: string; language: string; body: unknown }

/** An article as it is public, as house style looks at it; without its lead picture where that is not asked for. */
export function asChecked({ lead_alt, lead_caption, body, ...row }: Row, lead_picture = ''): Checkable {
  return { ...row, lead_picture, lead_alt: lead_alt ?? '', lead_caption: lead_caption ?? '', length_aim: null, body: keptDocument(body) }
}
