// A police case keeps the evidence of a threat to life or safety (Article 18 of the Digital Services Act): the text as it
// was, apart from the comment and beyond its erasure. It is told to the police by a person's hand, never by itself.
import { createHash } from 'node:crypto'
import { loadFrame } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import type { Reader } from '../people/session.ts'
import { commentUrl } from '../urls.ts'
import { duties } from './reads/cases.ts'
import { evidenceOf, policeCase } from './reads/police.ts'
import { insertPoliceCase, markPoliceCaseSent } from './writes/police.ts'

interface Doing { by: Reader; now: Date; site_url: string }

/** Keeps what is known of the comment as it is now, with its SHA-256; undefined where there is no such comment. */
export function openPoliceCase(db: Db, { comment_id, told }: { comment_id: number; told: string }, { by, now, site_url }: Doing): Promise<number | undefined> {
  return atomically(db, async (tx) => {
    const facts = await evidenceOf(tx, comment_id)
    if (!facts) return undefined
    const { paper } = await loadFrame(tx)
    const { slug, section_slug, article_id, ...rest } = facts
    const address = site_url + commentUrl({ id: article_id, slug, section_slug }, comment_id)
    const evidence = JSON.stringify({ kept_at: now, paper: paper.name, address, ...rest, not_kept: 'This paper stores no IP addresses and no browser data of its readers.' }, null, 2)
    const id = await insertPoliceCase(tx, { comment_id, evidence, evidence_hash: createHash('sha256').update(evidence).digest(), told, opened_by: by.id, opened_at: now })
    await record(tx, { by: `staff:${by.id}`, what: 'evidence kept for the police', subject: `comment:${comment_id}`, now })
    return id
  })
}

/** The mail address among what the paper has set; undefined where there is none, only a telephone perhaps. */
export function policeMail(police_address: string): string | undefined {
  return /[^\s<>,;:"()]+@[^\s<>,;:"()]+\.[^\s<>,;:"().]+/.exec(police_address)?.[0]
}

/** Sends a case to the police's mail address; once. */
export function sendPoliceCase(db: Db, { id }: { id: number }, { by, now, site_url }: Doing): Promise<'no_address' | 'sent' | null> {
  return atomically(db, async (tx) => {
    const [kept, { police_address }, { paper }] = [await policeCase(tx, id), await duties(tx), await loadFrame(tx)]
    const to = policeMail(police_address)
    if (!kept || !to) return 'no_address'
    if (!(await markPoliceCaseSent(tx, { id, sent_to: to, sent_by: by.id, sent_at: now }))) return 'sent'
    const t = translator(spoken(paper.language, 'en'))
    await sendMail(tx, {
      to, subject: t('case.police.mail.subject', { id, paper: paper.name }), t, paper: { name: paper.name, url: site_url },
      blocks: [{ text: t('case.police.mail') }, { text: kept.told }, { text: t('case.police.mail.evidence', { hash: kept.evidence_hash.toString('hex') }) }, { quote: kept.evidence }, { text: t('case.police.mail.from', { name: by.name }) }],
    }, now)
    await record(tx, { by: `staff:${by.id}`, what: 'evidence sent to the police', subject: `police_case:${id}`, now })
    return null
  })
}
