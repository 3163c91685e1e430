// What the desk says: that something was done, and what is so.
import type { Child } from 'hono/jsx'

interface DoneProps {
  /** What was done; nothing is shown without it. */
  text: string | undefined
  /** The form that takes it back. */
  undo?: { action: string; label: string; fields?: Record<string, string> } | undefined
}

/** The line after an action: the page that the action's 303 leads to shows it, as its address says (`?done=…`). */
export function Done({ text, undo }: DoneProps) {
  if (text === undefined) return null
  return (
    <div class="done" role="status">
      <p>{text}</p>
      {undo ? (
        <form method="post" action={undo.action}>
          {Object.entries(undo.fields ?? {}).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
          <button class="quiet">{undo.label}</button>
        </form>
      ) : null}
    </div>
  )
}

/** Facts by name, in two columns where there is room. */
export function Facts({ facts }: { facts: [name: string, value: Child][] }) {
  return <dl class="desk-facts">{facts.map(([name, value]) => <div><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}
