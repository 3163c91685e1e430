// What counts hits, by itself and without the paper around it: on a log in a folder of its own, asked by HTTP.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fromRecord, type Hit } from '../src/audience/hit.ts'
import { recordsFrom, segmentsIn } from '../src/base/segments/segment.ts'
import { openSegmentLog, type SegmentLog } from '../src/base/segments/segment-log.ts'
import { removeFolder, temporaryFolder } from './program.ts'

interface Counting { takes: (method: string, url: string) => boolean; answer: (request: IncomingMessage, response: ServerResponse) => void }
interface Alone { address: string; folder: string; hits: () => Promise<Hit[]> }

export async function countingAlone(open: (log: SegmentLog) => Counting, { mostBytes, clock }: { mostBytes: number; clock: () => Date }, work: (alone: Alone) => Promise<void>) {
  const folder = temporaryFolder()
  const log = openSegmentLog(folder, { mostBytes, clock })
  const counting = open(log)
  const server = createServer((request, response) => (counting.takes(request.method ?? '', request.url ?? '') ? counting.answer(request, response) : response.writeHead(404).end())).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await work({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder, hits: () => hitsIn(folder) })
  } finally {
    server.close()
    server.closeAllConnections()
    await log.close()
    removeFolder(folder)
  }
}

async function hitsIn(folder: string): Promise<Hit[]> {
  return (await Promise.all((await segmentsIn(folder)).map(({ name }) => recordsFrom(join(folder, name), 0)))).flatMap(({ records }) => records.map((record) => fromRecord(record)!))
}
