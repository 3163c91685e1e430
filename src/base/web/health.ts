// What GET /health says once the door is open, for those who watch over the program: pages are served then, if need be
// those already printed. Before, door.ts answers.
import { json } from './respond.ts'

export function healthPage(isThere: boolean): Response {
  return json({ status: isThere ? 'ok' : 'degraded', database: isThere ? 'ok' : 'away' })
}
