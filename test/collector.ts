// A small OpenTelemetry collector: takes spans by OTLP over HTTP, as JSON.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Span { traceId: string; spanId: string; parentSpanId?: string; name: string; kind: number; ms: number; failed: boolean; attributes: Record<string, unknown>; links: { traceId: string; spanId: string }[] }
interface Value { stringValue?: string; intValue?: number; boolValue?: boolean; doubleValue?: number }
interface Attribute { key: string; value: Value }
interface Sent { resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: SentSpan[] }[] }[] }
interface SentSpan { traceId: string; spanId: string; parentSpanId?: string; name: string; kind: number; startTimeUnixNano: string; endTimeUnixNano: string; attributes: Attribute[]; links?: { traceId: string; spanId: string }[]; status?: { code?: number } }

export interface Collector {
  address: string
  spans: Span[]
  resources: Record<string, unknown>[]
  headers: Record<string, string | string[] | undefined>[]
  /** All that came, as it came. */
  text(): string
  close(): void
}

export async function collector(): Promise<Collector> {
  const [spans, resources, headers, texts]: [Span[], Record<string, unknown>[], Collector['headers'], string[]] = [[], [], [], []]
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    if (request.url !== '/v1/traces' || request.headers['content-type'] !== 'application/json') return void response.writeHead(400).end()
    headers.push(request.headers)
    texts.push(text)
    for (const { resource, scopeSpans } of (JSON.parse(text) as Sent).resourceSpans) {
      resources.push(plain(resource.attributes))
      spans.push(...scopeSpans.flatMap((scope) => scope.spans.map(read)))
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { address, spans, resources, headers, text: () => texts.join('\n'), close: () => { server.close(); server.closeAllConnections() } }
}

function read({ startTimeUnixNano, endTimeUnixNano, attributes, links = [], status, ...span }: SentSpan): Span {
  return { ...span, attributes: plain(attributes), links, failed: status?.code === 2, ms: Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6 }
}

function plain(attributes: Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
