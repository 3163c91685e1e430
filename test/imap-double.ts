// A mailbox that speaks as much IMAP as taking mails needs, and remembers which were marked as read.
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface Mailbox { port: number; mails: { raw: string; seen: boolean }[]; signIns: string[]; close(): Promise<void> }

export async function imapDouble(raws: string[], { password = 'secret' } = {}): Promise<Mailbox> {
  const mails = raws.map((raw) => ({ raw, seen: false }))
  const signIns: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.write('* OK ready\r\n')
    let rest = ''
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString('latin1')
      for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
        const line = rest.slice(0, at)
        rest = rest.slice(at + 2)
        socket.write(answer(line), 'latin1')
        if (/^\S+ LOGOUT/i.test(line)) socket.end()
      }
    })
  })
  function answer(line: string): string {
    const [, tag = '*', command = '', args = ''] = /^(\S+) ((?:UID )?\w+) ?(.*)$/i.exec(line) ?? []
    const ok = (lines = '') => `${lines}${tag} OK done\r\n`
    switch (command.toUpperCase()) {
      case 'CAPABILITY': return ok('* CAPABILITY IMAP4rev1\r\n')
      case 'LOGIN': {
        signIns.push(args)
        return args.includes(password) ? ok() : `${tag} NO [AUTHENTICATIONFAILED] no\r\n`
      }
      case 'LIST': case 'LSUB': return ok('* LIST (\\HasNoChildren) "/" INBOX\r\n')
      case 'SELECT': case 'EXAMINE': return ok(`* ${mails.length} EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen)] ok\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT ${mails.length + 1}] ok\r\n`)
      case 'UID SEARCH': return ok(`* SEARCH ${mails.flatMap(({ seen }, n) => (seen ? [] : [n + 1])).join(' ')}\r\n`)
      case 'UID FETCH': return ok(fetched(args))
      case 'UID STORE': {
        const mail = mails[Number(args.split(' ')[0]) - 1]
        if (mail && /\\Seen/.test(args)) mail.seen = true
        return ok()
      }
      case 'LOGOUT': return ok('* BYE bye\r\n')
      default: return ok()
    }
  }
  function fetched(args: string): string {
    const uid = Number(args.split(' ')[0])
    const mail = mails[uid - 1]
    if (!mail) return ''
    const subject = /^Subject: (.*)$/m.exec(mail.raw)?.[1]?.trim() ?? ''
    const items = [`UID ${uid}`, `FLAGS (${mail.seen ? '\\Seen' : ''})`]
    if (/RFC822\.SIZE/i.test(args)) items.push(`RFC822.SIZE ${mail.raw.length}`)
    if (/ENVELOPE/i.test(args)) items.push(`ENVELOPE (NIL "${subject}" NIL NIL NIL NIL NIL NIL NIL NIL)`)
    if (/BODY(\.PEEK)?\[\]/i.test(args)) items.push(`BODY[] {${Buffer.byteLength(mail.raw, 'latin1')}}\r\n${mail.raw}`)
    return `* ${uid} FETCH (${items.join(' ')})\r\n`
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, mails, signIns, close: () => { for (const socket of sockets) socket.destroy(); return new Promise((resolve) => { server.close(() => resolve()) }) } }
}
