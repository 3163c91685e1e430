// A span says how long a piece of work took, and within which other. Where no traces are sent, this is the work alone.

/** Never a reader's words, address or agent: no query strings, no paths beyond the route's pattern, no values of queries. */
export type Attributes = Record<string, string | number | boolean>
export interface Piece { name: string; attributes: Attributes; kind?: 'server' | 'job' | 'client'; /** What caused it, as `thisTrace` gave it. */ cause?: string | undefined }
type Note = (attributes: Attributes) => void
export interface Query { sql: string; ms: number; failed: unknown }
export interface Tracer {
  within<T>(piece: Piece, work: (note: Note) => Promise<T>): Promise<T>
  query(query: Query): void
  /** The span under way, as W3C's `traceparent`. */
  current(): string | undefined
}

let tracer: Tracer | undefined
const nothing: Note = () => {}

export function traceWith(given: Tracer | undefined) {
  tracer = given
}
export function isTraced(): boolean {
  return tracer !== undefined
}

/** Does the work in a span; what becomes known only while it goes on is noted. */
export function spanned<T>(piece: Piece, work: (note: Note) => Promise<T>): Promise<T> {
  return tracer ? tracer.within(piece, work) : work(nothing)
}
export function noteQuery(query: Query) {
  tracer?.query(query)
}
export function thisTrace(): string | undefined {
  return tracer?.current()
}
