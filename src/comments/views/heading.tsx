import type { Child } from 'hono/jsx'

/** Of a thread's first comment 3, of an answer 4. */
export type Level = 3 | 4

export function Heading({ level, children }: { level: Level; children: Child }) {
  return level === 3 ? <h3>{children}</h3> : <h4>{children}</h4>
}
