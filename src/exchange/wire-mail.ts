// A mail as a wire: what is attached to it as one of the formats, or else the mail itself, with the pictures it brings along.
import type { Attachment, Email } from 'postal-mime'
import { line, moment, mostPictures, nothingWired, paragraphsOf, WireRefused, type Wired, type WiredPicture } from './wired.ts'

export interface ReadMail {
  /** Attached files that may be wires. */
  attached: Buffer[]
  pictures: WiredPicture[]
  own: Wired
}

/** Throws WireRefused. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 50, maxRfc822NestingDepth: 2, attachmentEncoding: 'arraybuffer' }).catch(() => { throw new WireRefused('this mail cannot be read') })
  const attached = mail.attachments.filter(({ mimeType, filename }) => /[/+](xml|json)$/.test(mimeType) || /\.(xml|json|nitf)$/i.test(filename ?? '')).slice(0, 50).map(bytesOf)
  const images = mail.attachments.filter(isPicture).slice(0, mostPictures).map((attachment, n) => ({ attachment, picture: pictureOf(attachment, n) }))
  const pictures = images.map(({ picture }) => picture)
  return { attached, pictures, own: { ...mailWired(mail), html: withAddresses(mail.html ?? paragraphsOf(mail.text ?? ''), images), pictures } }
}

function mailWired({ subject = '', from, messageId, date, headers }: Email): Omit<Wired, 'html' | 'pictures'> {
  const headline = line(subject.replace(/^((re|aw|fwd?|wg)\s*:\s*)+/i, ''))
  const priority = Number(/^\d/.exec(headers.find(({ key }) => key === 'x-priority')?.value ?? '')?.[0] ?? 0)
  return { ...nothingWired, foreign_id: messageId ?? `${date ?? ''} ${headline}`, issued_at: moment(date), headline, agency: line(from?.name || from?.address, 100), urgency: priority === 1 ? 2 : null }
}

/** What stands in the text and is smaller than this is a logo or a sign, not a picture to print. */
const smallestInText = 20_000

function isPicture(attachment: Attachment): boolean {
  const { mimeType, filename, disposition, related } = attachment
  const isOne = /^image\/(?!svg)/.test(mimeType) || (mimeType === 'application/octet-stream' && /\.(jpe?g|png|webp|tiff?|gif|avif)$/i.test(filename ?? ''))
  return isOne && (disposition === 'attachment' || !related || bytesOf(attachment).length >= smallestInText)
}

/** What is said about it stands in the file itself, and is read there when it is taken in. The address leads nowhere: by it the text names the picture. */
function pictureOf(attachment: Attachment, n: number): WiredPicture {
  const name = line(attachment.filename, 200).replace(/[/\\]/g, '-') || `${attachment.mimeType.replace('/', `-${n + 1}.`)}`
  return { address: `https://attached.invalid/${n + 1}/${encodeURIComponent(name.toWellFormed())}`, alt: '', caption: '', credit: '', rights: '', file: bytesOf(attachment) }
}

function withAddresses(html: string, images: { attachment: Attachment; picture: WiredPicture }[]): string {
  const known = new Map(images.map(({ attachment, picture }) => [attachment.contentId?.replace(/^<|>$/g, '') ?? '', picture.address]))
  return html.replace(/(["'])cid:([^"'<>]+)\1/gi, (whole, quote: string, id: string) => { const address = known.get(id); return address ? quote + address + quote : whole })
}

function bytesOf({ content }: Attachment): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content)
}

/** Whether this may be a mail: it begins with lines of a head. */
export function isMail(text: string): boolean {
  return /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}/.test(text.slice(0, 20_000).replace(/\r\n/g, '\n')) && /^(from|message-id|received|date|subject):/im.test(text.slice(0, 20_000))
}
