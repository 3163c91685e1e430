// Sends spans to an OpenTelemetry collector. Loaded only where one is set; a collector that is away costs a bounded
// queue and a line in the log.
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, diag, DiagLogLevel, trace, type Context, type Link, type Span } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { programVersion, type Traces } from '../config.ts'
import type { Log } from '../log.ts'
import { traceWith, type Piece, type Tracer } from './spans.ts'

const queue = { maxQueueSize: 2_048, maxExportBatchSize: 512, scheduledDelayMillis: 2_000, exportTimeoutMillis: 10_000 }
const lastWordMs = 2_000
const complainEveryMs = 300_000
const kinds = { server: SpanKind.SERVER, job: SpanKind.CONSUMER, client: SpanKind.CLIENT }

/** From now on spans are sent. */
export function startTraces({ address, headers, name }: Traces, log: Log): { close(): Promise<void> } {
  complain(log)
  const exporter = new OTLPTraceExporter({ url: address, headers, timeoutMillis: 5_000 })
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': name, 'service.version': programVersion() }), spanProcessors: [new BatchSpanProcessor(exporter, queue)],
  })
  traceWith(tracerOf(provider))
  return {
    async close() {
      traceWith(undefined)
      await Promise.race([provider.shutdown().catch(() => {}), sleep(lastWordMs, undefined, { ref: false })])
    },
  }
}

function tracerOf(provider: BasicTracerProvider): Tracer {
  const tracer = provider.getTracer('litfass')
  const contexts = new AsyncLocalStorage<Context>()
  const here = () => contexts.getStore() ?? ROOT_CONTEXT

  function within<T>({ name, attributes, kind, cause }: Piece, work: (note: (more: Piece['attributes']) => void) => Promise<T>): Promise<T> {
    const span = tracer.startSpan(name, { attributes, links: linksTo(cause), ...(kind ? { kind: kinds[kind] } : {}) }, here())
    return contexts.run(trace.setSpan(here(), span), async () => {
      try {
        return await work((more) => span.setAttributes(more))
      } catch (error) {
        failed(span, error)
        throw error
      } finally {
        span.end()
      }
    })
  }
  return {
    within,
    query({ sql, ms, failed: error }) {
      const endTime = performance.timeOrigin + performance.now()
      const operation = /\w+/.exec(sql)?.[0].toLowerCase() ?? 'query'
      const span = tracer.startSpan(operation, { kind: SpanKind.CLIENT, startTime: endTime - ms, attributes: { 'db.system.name': 'postgresql', 'db.operation.name': operation, 'db.query.text': sql } }, here())
      if (error !== undefined) failed(span, error)
      span.end(endTime)
    },
    current() {
      const { traceId, spanId, traceFlags } = trace.getSpanContext(here()) ?? {}
      return traceId && spanId ? `00-${traceId}-${spanId}-0${traceFlags}` : undefined
    },
  }
}

function linksTo(cause: string | undefined): Link[] {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/.exec(cause ?? '') ?? []
  return traceId && spanId ? [{ context: { traceId, spanId, traceFlags: Number(flags), isRemote: true } }] : []
}

// A message may repeat what a reader has typed; the kind of error does not.
function failed(span: Span, error: unknown) {
  const { name, code } = error as { name?: string; code?: unknown }
  span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', typeof code === 'string' ? code : name ?? 'Error')
}

function complain(log: Log) {
  let quietUntil = 0
  const warn = (message: string) => {
    if (performance.now() < quietUntil) return
    quietUntil = performance.now() + complainEveryMs
    log.warn({ error: message.slice(0, 200) }, 'traces cannot be sent')
  }
  const nothing = () => {}
  diag.setLogger({ error: warn, warn, info: nothing, debug: nothing, verbose: nothing }, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
}
