// Very many readers on one page: each on a connection of its own, asking for it again and again.
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Program } from './program.ts'
import { parseMetrics } from './scrape.ts'

export interface Reading { /** Of each page, in milliseconds. */ took: number[]; stop(): Promise<void> }

export function startReading(url: URL, { readers, pauseMs }: { readers: number; pauseMs: number }): Reading {
  const agent = new Agent({ keepAlive: true, maxSockets: readers })
  const took: number[] = []
  let stopped = false
  async function read(reader: number) {
    await sleep((reader / readers) * pauseMs)
    while (!stopped) {
      const began = performance.now()
      const asking = get(url, { agent, headers: { 'accept-encoding': 'gzip' } })
      const [response]: IncomingMessage[] = await once(asking, 'response')
      if (response?.statusCode !== 200) throw new Error(`answered ${response?.statusCode}`)
      await once(response.resume(), 'end')
      took.push(performance.now() - began)
      await sleep(pauseMs)
    }
  }
  const ends = Promise.all(Array.from({ length: readers }, (_, reader) => read(reader)))
  return {
    took,
    async stop() {
      stopped = true
      await ends
      agent.destroy()
    },
  }
}

/** How often a paper that tells its metrics has printed article pages. */
export async function printsOf(paper: Program): Promise<number> {
  const address = /(http:[^"\s]+\/metrics)/.exec(paper.output())?.[1] ?? ''
  return parseMetrics(await (await fetch(address)).text()).value('litfass_printing_seconds_count', { route: '/:section/:article' }) || 0
}
