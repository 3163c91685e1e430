// A report is a complaint about a comment: a reader's, that it breaks a clause of the netiquette, or anybody's notice
// that it is illegal (Article 16 of the Digital Services Act). Whoever made it follows it by a link, without an account.
import { loadFrame } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import { hashOf, newToken, type Reader } from '../people/session.ts'
import { paths, url } from '../urls.ts'
import type { Clause } from './clause.ts'
import type { Telling } from './statement.ts'
import { insertReport } from './writes/cases.ts'

/** The longest explanation that is taken. */
export const longestExplanation = 5_000

interface ReaderReport { comment_id: number; clause: Clause; explanation: string; t: T }

/** A reader's report; one on each comment. Answers the token of its receipt. */
export async function submitReport(db: Db, { comment_id, clause, explanation, t }: ReaderReport, { by, now }: { by: Reader; now: Date }) {
  const token = newToken()
  const id = await insertReport(db, { comment_id, kind: 'report', reader_id: by.id, clause, explanation, language: t.language, receipt_hash: hashOf(token), reported_at: now })
  return id === undefined ? { refused: 'already' } as const : { token }
}

/** Without name and mail address only where the law allows it: for sexual abuse of children. */
export interface Notice { comment_id: number; explanation: string; contact_name: string | null; contact_mail: string | null; reader_id: number | null; t: T }

/** Anybody's notice; its receipt is confirmed by mail (Article 16(4)). Answers the receipt's token. */
export function submitNotice(db: Db, { t, ...notice }: Notice, { site_url, now }: Telling): Promise<{ token: string }> {
  return atomically(db, async (tx) => {
    const token = newToken()
    await insertReport(tx, { ...notice, kind: 'notice', clause: 'illegal', language: t.language, receipt_hash: hashOf(token), reported_at: now })
    if (notice.contact_mail === null) return { token }
    const { paper } = await loadFrame(tx)
    await sendMail(tx, {
      to: notice.contact_mail, subject: t('case.receipt.mail.subject'), t, paper: { name: paper.name, url: site_url },
      blocks: [
        // Not what was written: anybody can name any address, and nobody's words are carried to strangers.
        { text: t('case.receipt.mail', { time: t.dateTime(now, paper.time_zone) }) },
        { button: t('case.reporter.look'), url: site_url + url(paths.receipt, { token }) }, { small: t('case.receipt.not_you') },
      ],
    }, now)
    return { token }
  })
}
