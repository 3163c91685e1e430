// Metrics for Prometheus, on a port of their own: they say how the program fares, and nothing of its readers.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { programVersion } from '../config.ts'
import type { Log } from '../log.ts'
import { Unable } from '../unable.ts'
import { cellsOf, keepDurations, levelsNow, watch } from './counts.ts'
import { counters, durations, levels, type CounterName, type DurationName, type LevelName } from './names.ts'

/** Looked up anew before each answer, for what cannot be read in an instant. */
export type Look = () => Promise<void>
export interface Metrics {
  /** Where it listens. */
  address: string
  before(look: Look): void
  close(): Promise<void>
}

export async function openMetrics({ port, host }: { port: number; host: string }, log: Pick<Log, 'error'>): Promise<Metrics> {
  const looks: Look[] = []
  const registry = registered()
  watch('litfass_build_info', () => 1, { version: programVersion() })
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000, keepAliveTimeout: 65_000 }, (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at /metrics.\n')
    Promise.all(looks.map((look) => look())).then(() => registry.metrics()).then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text),
      (error: unknown) => { log.error({ err: error }, 'metrics could not be told'); response.writeHead(500).end() })
  })
  return { address: await listening(server, { port, host }), before: (look) => { looks.push(look) }, close: () => closed(server) }
}

function registered(): Registry {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  for (const name of Object.keys(counters) as CounterName[]) {
    const { help, labels } = counters[name]
    const counter: Counter<string> = new Counter({ name, help, labelNames: [...labels], registers, collect() {
      counter.reset()
      for (const cell of cellsOf(name)) counter.inc(cell.labels, cell.count)
    } })
  }
  for (const name of Object.keys(levels) as LevelName[]) {
    const { help, labels } = levels[name]
    const gauge: Gauge<string> = new Gauge({ name, help, labelNames: [...labels], registers, collect() {
      // Without a value nothing is said: nought would be a lie.
      if (labels.length === 0) gauge.remove()
      for (const level of levelsNow()) if (level.name === name && !Number.isNaN(level.value)) gauge.set(level.labels, level.value)
    } })
  }
  keepDurations(histograms(registers))
  return registry
}

function histograms(registers: Registry[]) {
  const made = new Map(Object.entries(durations).map(([name, { help, labels, buckets }]) => [name, new Histogram<string>({ name, help, labelNames: [...labels], buckets: [...buckets], registers })]))
  return (name: DurationName, labels: Record<string, string>, seconds: number) => made.get(name)?.observe(labels, seconds)
}

async function listening(server: Server, { port, host }: { port: number; host: string }): Promise<string> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new Unable(`metrics cannot listen on ${host}, port ${port} (${(error as NodeJS.ErrnoException).code}); see LITFASS_METRICS_PORT in docs/operations.md`)
  }
  const bound = server.address()
  const actual = typeof bound === 'object' && bound ? bound.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}/metrics`
}

async function closed(server: Server) {
  const done = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await done
}
