// A wire that comes by mail, into a mailbox of its own: what is unread there is taken, and marked as read once it is kept.
import type { ImapFlow } from 'imapflow'
import { beforeEnd, NotFetched, tooLong } from '../base/net/guarded-fetch.ts'
import { AddressRefused, reachable } from '../base/net/public-address.ts'
import { mostMailBytes, readWire, refuseLarge } from './wire-format.ts'
import { WireRefused, type Wired } from './wired.ts'
import type { Mailbox } from './wire-source.ts'
import type { Reach } from './wire-url.ts'

/** For one answer, and for all of one visit: what is left then is taken the next time. */
const [patience, longest] = [20_000, 60_000]
const mostAtOnce = 100

export interface MailTaking { mailbox: Mailbox; user: string; password: string; reach: Reach; keep: (items: Wired[]) => Promise<number>; ms?: number }

/** Takes unread mails, the oldest first. One that cannot be read stays unread for somebody to look at. Throws NotFetched. */
export async function takeMailbox({ mailbox, user, password, reach, keep, ms = longest }: MailTaking): Promise<{ came: number; refused: string[] }> {
  const end = AbortSignal.timeout(ms)
  const client = await signedIn({ mailbox, user, password, reach }, end)
  try {
    const lock = await client.getMailboxLock(mailbox.folder)
    try {
      return await takeUnread(client, keep)
    } finally {
      lock.release()
    }
  } catch (error) {
    if (end.aborted) throw new NotFetched(tooLong)
    throw error instanceof NotFetched || !isOfImap(error) ? error : new NotFetched(reasonOf(error))
  } finally {
    await client.logout().catch(() => client.close())
  }
}

async function signedIn({ mailbox: { host, port, tls }, user, password, reach }: Omit<MailTaking, 'keep'>, end: AbortSignal): Promise<ImapFlow> {
  const { ImapFlow } = await import('imapflow')
  try {
    const [first] = await beforeEnd(reachable(host, port, reach), end)
    // The address that was looked at is the one that is asked, whatever the name leads to by now.
    const client = new ImapFlow({
      host: first?.address ?? host, port, secure: tls, servername: host, auth: { user, pass: password }, logger: false, disableAutoIdle: true,
      connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience,
    })
    client.on('error', () => {})
    // One that answers a letter at a time keeps nobody waiting for long at once, and for ever.
    end.addEventListener('abort', () => client.close())
    await client.connect()
    return client
  } catch (error) {
    throw new NotFetched(error instanceof AddressRefused ? error.message : end.aborted ? tooLong : reasonOf(error))
  }
}

async function takeUnread(client: ImapFlow, keep: MailTaking['keep']) {
  const found = await client.search({ seen: false }, { uid: true })
  const result: { came: number; refused: string[] } = { came: 0, refused: [] }
  for (const uid of (found || []).slice(0, mostAtOnce)) {
    const head = await client.fetchOne(String(uid), { size: true, envelope: true }, { uid: true })
    if (!head) continue
    const name = head.envelope?.subject ?? `mail ${uid}`
    try {
      refuseLarge(head.size ?? 0, mostMailBytes)
      const mail = await client.fetchOne(String(uid), { source: true }, { uid: true })
      if (!mail || !mail.source) continue
      result.came += await keep(await readWire(mail.source))
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
    } catch (error) {
      if (!(error instanceof WireRefused)) throw error
      result.refused.push(`${name}: ${error.message}`)
    }
  }
  return result
}

function isOfImap(error: unknown): boolean {
  return error instanceof Error && ('responseStatus' in error || 'authenticationFailed' in error || 'code' in error)
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed) return 'name or password are wrong'
  if (error instanceof Error && 'responseText' in error && typeof error.responseText === 'string') return error.responseText.slice(0, 200)
  return error instanceof Error ? error.message.slice(0, 200) : 'the mailbox cannot be read'
}
