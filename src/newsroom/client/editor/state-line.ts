// Says how it stands with what is written: kept, on its way, away, or refused; and who else is writing.
import type { Awareness } from 'y-protocols/awareness'
import type { Line, Standing } from './line.ts'
import { element } from './element.ts'
import type { Shelf } from './shelf.ts'
import type { Say } from './words.ts'

export interface StateLine { show(standing: Standing): void; line(of: Line): void }

/** A flicker with each letter would help nobody: that something is on its way is only said when it takes a while. */
const savingAfterMs = 1_500

export function stateLine(place: HTMLElement, { say, shelf, awareness, rescue, onward }: { say: Say; shelf: Shelf; awareness: Awareness; /** Shows what stands here as text to copy. */ rescue: (into: HTMLElement) => void; /** Where the page goes on when the text is written. */ onward: HTMLElement | undefined }): StateLine {
  const line = element('div', 'writing-state')
  const state = element('p', 'standing')
  state.setAttribute('role', 'status')
  const people = element('p', 'people')
  people.setAttribute('aria-live', 'polite')
  const left = element('div', 'left')
  line.append(state, people, ...(onward ? [onward] : []))
  // At the foot of the window, where it is in sight however long the text.
  place.append(left, line)
  let waiting = 0
  let of: Line | undefined
  awareness.on('change', () => { const text = peopleHere(awareness, say); if (people.textContent !== text) people.textContent = text })

  function show(standing: Standing) {
    window.clearTimeout(waiting)
    line.dataset.state = standing
    if (standing === 'saving') waiting = window.setTimeout(() => say_(standing), savingAfterMs)
    else say_(standing)
    left.replaceChildren()
    if (['refused', 'gone', 'untaken'].includes(standing)) rescue(left)
  }
  function say_(standing: Standing) {
    const text = say(standing === 'away' && (of?.unkept() ?? 0) > 0 && !shelf.keeps() ? 'state.away_unkept' : `state.${standing}`)
    if (state.textContent !== text) state.textContent = text
  }
  addEventListener('beforeunload', (event) => { if ((of?.unkept() ?? 0) > 0 && !shelf.keeps()) event.preventDefault() })
  return { show, line: (one) => { of = one } }
}

/** Ada Anders and Ben Berg are writing here: everybody but oneself, each once. */
function peopleHere(awareness: Awareness, say: Say): string {
  const own = (awareness.getLocalState() as { user?: { id?: number } } | null)?.user?.id
  const others = new Map<number, string>()
  for (const [client, state] of awareness.getStates()) {
    const { user } = state as { user?: { id?: number; name?: string } }
    if (client !== awareness.clientID && user?.name && user.id !== own) others.set(user.id ?? -client, user.name)
  }
  const names = [...others.values()].sort()
  if (names.length === 0) return ''
  return say(names.length === 1 ? 'person_here' : 'people_here', { people: new Intl.ListFormat(document.documentElement.lang).format(names) })
}
