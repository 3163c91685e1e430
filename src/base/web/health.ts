// What GET /health says, for those who watch over the program.
import { json } from './respond.ts'

export interface Health {
  /** The first start has filled the paper, and pages can be served. */
  ready: boolean
  /** Whether the database answers now. */
  database(): Promise<boolean>
}

/** 503 until the paper is ready. From then on pages are served, if need be those already printed: 200. */
export async function healthPage({ ready, database }: Health): Promise<Response> {
  const there = await database()
  const status = !ready ? 'starting' : there ? 'ok' : 'degraded'
  return json({ status, database: there ? 'ok' : 'away' }, ready ? 200 : 503)
}
