// A mail as a wire: what is attached to it as one of the formats, or else the mail itself.
import PostalMime, { type Email } from 'postal-mime'
import { line, moment, nothingWired, paragraphsOf, WireRefused, type Wired } from './wired.ts'

export interface ReadMail {
  /** Attached files that may be wires, each with its name. */
  attached: { name: string; bytes: Buffer }[]
  own: Wired
}

/** Throws WireRefused. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 50, maxRfc822NestingDepth: 2, attachmentEncoding: 'arraybuffer' }).catch(() => { throw new WireRefused('this mail cannot be read') })
  const attached = mail.attachments.filter(({ mimeType, filename }) => /[/+](xml|json)$/.test(mimeType) || /\.(xml|json|nitf)$/i.test(filename ?? '')).slice(0, 50)
    .map(({ filename, content }) => ({ name: filename ?? '', bytes: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content) }))
  return { attached, own: mailWired(mail) }
}

function mailWired({ subject = '', from, messageId, date, html, text, attachments, headers }: Email): Wired {
  const headline = line(subject.replace(/^((re|aw|fwd?|wg)\s*:\s*)+/i, ''))
  const pictures = attachments.filter(({ mimeType }) => mimeType.startsWith('image/')).length
  const priority = Number(/^\d/.exec(headers.find(({ key }) => key === 'x-priority')?.value ?? '')?.[0] ?? 0)
  return {
    ...nothingWired,
    foreign_id: messageId ?? `${date ?? ''} ${headline}`, issued_at: moment(date), headline,
    html: html ?? paragraphsOf(text ?? ''), agency: line(from?.name || from?.address, 100), urgency: priority === 1 ? 2 : null,
    // Pictures in mails are not kept: whoever takes the text over asks whoever wrote for them.
    note: pictures > 0 ? `${pictures} ${pictures === 1 ? 'picture is' : 'pictures are'} attached to the mail` : '',
  }
}

/** Whether this may be a mail: it begins with lines of a head. */
export function isMail(text: string): boolean {
  return /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}/.test(text.slice(0, 20_000).replace(/\r\n/g, '\n')) && /^(from|message-id|received|date|subject):/im.test(text.slice(0, 20_000))
}
