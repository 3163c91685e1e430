// Whoever wrote without a connection, and may not write in the article by the time there is one again: what the paper never
// got is offered as text to copy.
import { decodeUpdate, mergeUpdates } from 'yjs'
import { offered } from './editor/rescue.ts'
import { openShelf } from './editor/shelf.ts'
import { typedIn } from './editor/typed.ts'
import { sayer } from './editor/words.ts'

const place = document.querySelector<HTMLElement>('[data-left-text]')
if (place) void offer(place)

async function offer(place: HTMLElement) {
  const { article = '', reader = '', words = '{}' } = place.dataset
  const shelf = openShelf({ article, reader })
  const left = await shelf.left()
  const text = left.length > 0 ? typedIn(decodeUpdate(mergeUpdates(left.map(({ update }) => update)))) : ''
  if (text === '') return
  const say = sayer(JSON.parse(words) as Record<string, string>)
  offered(place, { text, label: say('left_here'), say, discard() { shelf.drop(left.map(({ key }) => Promise.resolve(key))); place.replaceChildren() } })
}
