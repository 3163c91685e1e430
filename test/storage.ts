// S3-compatible storage for tests: s3rver, behind a gate that checks each signature, since s3rver takes any, and that
// can fail in the ways storage fails.
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import type { Bucket } from '../src/base/files/s3-client.ts'
import { authorization, signatureOf } from './signature.ts'

/** s3rver knows this key alone. */
const accessKey = 'S3RVER'
const secretKey = 'S3RVER'

export type Fault = 'none' | 'error' | 'silent' | 'stalled' | 'cut'
export interface Storage {
  bucket: Bucket
  /** What was asked of it: `GET /bucket/…`. */
  asked: string[]
  /** Connections on which an answer is under way. */
  readonly open: number
  /** From now on, for the next requests only when their number is given. */
  fails(fault: Fault, times?: number): void
  close(): Promise<void>
}

export async function storage(folder = '/with/a-folder'): Promise<Storage> {
  const directory = mkdtempSync(join(tmpdir(), 'litfass-s3-'))
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, vhostBuckets: false, directory, configureBuckets: [{ name: 'pictures', configs: [] }] })
  const { port } = await server.run()
  const asked: string[] = []
  const under_way = new Set<ServerResponse>()
  let failing: { fault: Fault; times: number } = { fault: 'none', times: 0 }
  const gate = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`)
    under_way.add(response)
    response.once('close', () => under_way.delete(response))
    const fault = failing.times-- > 0 ? failing.fault : 'none'
    if (fault === 'error') return void response.writeHead(503, { 'content-type': 'application/xml' }).end('<Error><Code>SlowDown</Code></Error>')
    if (fault === 'silent') return
    const wrong = refusal(incoming)
    if (wrong) return void response.writeHead(403, { 'content-type': 'application/xml' }).end(`<Error><Code>${wrong}</Code><AWSAccessKeyId>${accessKey}</AWSAccessKeyId></Error>`)
    pass(incoming, response, { port, fault })
  }).listen(0, '127.0.0.1')
  await once(gate, 'listening')
  const address = `http://127.0.0.1:${(gate.address() as AddressInfo).port}/pictures${folder}`
  return {
    bucket: { address, region: 'eu-central-1', accessKey, secretKey }, asked,
    get open() { return under_way.size },
    fails: (fault, times = Infinity) => { failing = { fault, times } },
    async close() {
      gate.close()
      gate.closeAllConnections()
      await server.close()
      rmSync(directory, { recursive: true })
    },
  }
}

function refusal({ method = '', url = '', headers }: IncomingMessage): string | undefined {
  const { key, scope, signature } = authorization(headers.authorization)
  if (key !== accessKey) return 'InvalidAccessKeyId'
  if (scope[1] !== 'eu-central-1' || scope[2] !== 's3') return 'AuthorizationHeaderMalformed'
  return signature === signatureOf({ method, path: url, headers: headers as Record<string, string> }, secretKey) ? undefined : 'SignatureDoesNotMatch'
}

function pass(incoming: IncomingMessage, response: ServerResponse, { port, fault }: { port: number; fault: Fault }) {
  const passed = request({ host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.headers)
    if (fault === 'none' || incoming.method !== 'GET') return void answer.pipe(response)
    answer.once('data', (chunk: Buffer) => {
      answer.pause()
      response.write(chunk.subarray(0, 1_000), () => { if (fault === 'cut') response.destroy() })
    })
  })
  response.once('close', () => passed.destroy())
  passed.on('error', () => response.destroy())
  incoming.pipe(passed)
}
