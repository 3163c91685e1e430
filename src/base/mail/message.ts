// A mail as it goes over the wire: what its row says, under the heads that mail programs and servers look at.
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Schema } from '../db/schema.ts'

/** A row of the table mails. */
export type Mail = Omit<Selectable<Schema['mails']>, 'then_job' | 'then_payload' | 'kind' | 'names' | 'unnamed'>
interface Picture { name: string; type: string; base64: string }
interface Sender { from: string; bounces: string }

export function messageOf(mail: Mail, { from, bounces }: Sender) {
  return {
    from: { name: mail.from_name, address: from },
    to: { name: '', address: mail.to_address },
    envelope: { from: bounces, to: [mail.to_address] },
    subject: mail.subject, text: mail.text, html: mail.html, date: mail.created_at,
    messageId: `<${messageKey(mail)}@${from.split('@')[1]}>`,
    attachments: (mail.pictures as Picture[]).map(({ name, type, base64 }) => ({ cid: name, filename: `${name}.png`, contentType: type, contentDisposition: 'inline' as const, content: Buffer.from(base64, 'base64') })),
    headers: { ...automatic, ...unsubscribing(mail.unsubscribe_url) },
  }
}

/** The same for a mail however often it is sent, so that a double is known for one; and nobody else's. */
export function messageKey({ id, created_at, subject, text }: Mail): string {
  return createHash('sha256').update(JSON.stringify([id, created_at, subject, text])).digest('hex').slice(0, 32)
}

/** No machine should answer (RFC 3834; the second for Exchange, which does not know the first). */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** One click within the mail program ends such mails (RFC 2369, RFC 8058). */
function unsubscribing(url: string | null): Record<string, string> {
  const address = url === null ? undefined : URL.parse(url)?.href
  return address ? { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}
}
