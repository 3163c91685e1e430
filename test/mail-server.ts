// A mail server that keeps what it takes.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Taken { from: string; to: string[]; body: string | undefined; raw: string }
export interface MailServer { port: number; taken: Taken[]; close(): Promise<void> }

/** `answer` looks at each receiver; an error it returns is what the server answers. */
export async function mailServer({ port = 0, refuse = () => undefined, ...options }: SMTPServerOptions & { port?: number; refuse?: (address: string) => { code: number; text: string } | undefined } = {}): Promise<MailServer> {
  const taken: Taken[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], hideSTARTTLS: true,
    onRcptTo({ address }, _, done) {
      const answer = refuse(address)
      done(answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null)
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo, bodyType } = envelope as typeof envelope & { bodyType?: string }
        taken.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), body: bodyType, raw: Buffer.concat(chunks).toString() })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return { port: (server.server.address() as AddressInfo).port, taken, close: () => new Promise((resolve) => server.close(() => resolve())) }
}
