// What Lighthouse thinks of a page, by category, from 0 to 100.
import { createServer } from 'node:net'
import { once } from 'node:events'
import lighthouse from 'lighthouse'
import { launch } from '../browser/browser.ts'

export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo'
export interface Verdict { address: string; scores: Record<string, number>; faults: string[] }

/** Asks for each address in turn; as a phone, on a slow line that is reckoned, not waited for. */
export async function verdicts(addresses: string[], categories: Category[]): Promise<Verdict[]> {
  const port = await freePort()
  const browser = await launch(`--remote-debugging-port=${port}`)
  try {
    const found: Verdict[] = []
    for (const address of addresses) found.push(await verdict(address, { port, categories }))
    return found
  } finally {
    await browser.close()
  }
}

// Only whoever measures performance has to wait until a page has long been quiet; a second after it has loaded stays.
const soon = { networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0 }

async function verdict(address: string, { port, categories }: { port: number; categories: Category[] }): Promise<Verdict> {
  const patience = categories.includes('performance') ? {} : soon
  const result = await lighthouse(address, { port, output: 'json', logLevel: 'silent', onlyCategories: categories, disableFullPageScreenshot: true, ...patience })
  if (!result) throw new Error(`Lighthouse says nothing about ${address}`)
  const { categories: judged, audits } = result.lhr
  const weighed = new Set(Object.values(judged).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id)))
  return {
    address,
    scores: Object.fromEntries(Object.values(judged).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)])),
    faults: Object.values(audits).filter(({ id, score }) => weighed.has(id) && score !== null && score < 1).map(({ id, title, displayValue }) => `${id}: ${title} ${displayValue ?? ''}`),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
