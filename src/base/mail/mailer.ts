// The mailer hands mails over: to the mail server, or where none is set into the outbox.
import { isLoopback, type MailConfig, type MailServer } from '../config.ts'
import { isMailAddress } from './mail-address.ts'
import { messageKey, messageOf, type Mail } from './message.ts'
import { putIntoOutbox } from './outbox.ts'

export interface Mailer {
  /** Settles when the mail has been taken, or will never be: then with the reason, which names no address. Throws when it may be taken later. */
  hand(mail: Mail): Promise<{ refused?: string }>
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 }

/** `ca` in place of the authorities that the system knows. */
export function openMailer(config: MailConfig, { ca }: { ca?: string } = {}): Mailer {
  let opened: Promise<Hand> | undefined
  return {
    async hand(mail) {
      if (!isMailAddress(mail.to_address)) return { refused: 'no address' }
      const hand = await (opened ??= config.server ? toServer(config.server, ca) : toOutbox(config.outbox))
      return hand(mail, messageOf(mail, config))
    },
  }
}

type Hand = (mail: Mail, message: ReturnType<typeof messageOf>) => Promise<{ refused?: string }>

async function toServer({ host, port, tls, auth }: MailServer, ca: string | undefined): Promise<Hand> {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host, port, secure: tls, ...patience, disableFileAccess: true, disableUrlAccess: true,
    // To this machine nothing has to be hidden, and its certificate is seldom one that anybody vouches for.
    ...(isLoopback(host) && !tls ? { ignoreTLS: true } : { requireTLS: auth !== undefined }),
    ...(auth ? { auth } : {}), ...(ca ? { tls: { ca } } : {}),
  })
  return async (_, message) => {
    try {
      await transport.sendMail(message)
      return {}
    } catch (error) {
      return refusalIn(error)
    }
  }
}

interface SmtpFailure { code?: string; command?: string; responseCode?: number; response?: string }

/**
 * Only what is said of this receiver or this mail is final. A server that refuses our password, our address or all
 * connections is set up wrongly, and the mail waits until that is put right. What servers say often repeats the
 * address, so nothing of it but its numbers goes into logs and the queue.
 */
function refusalIn(error: unknown): { refused: string } {
  const { code = 'unknown', command = '', responseCode = 0, response = '' } = error as SmtpFailure
  const [numbers] = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response) ?? [code]
  if (responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')) return { refused: numbers }
  throw new Error(`the mail server did not take a mail: ${numbers}${command ? ` at ${command}` : ''}`)
}

async function toOutbox(folder: string): Promise<Hand> {
  const { createTransport } = await import('nodemailer')
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows', disableFileAccess: true, disableUrlAccess: true })
  return async (mail, message) => {
    const { message: bytes } = await writer.sendMail(message)
    if (!Buffer.isBuffer(bytes)) throw new Error('a mail was not written whole')
    await putIntoOutbox(folder, { key: messageKey(mail), at: mail.created_at, bytes })
    return {}
  }
}
