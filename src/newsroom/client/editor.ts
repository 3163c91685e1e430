// Takes over the form of an article at the desk: its fields are bound to the working copy, and an editor stands where the
// text area was. That happens once the paper has answered; until then, and where it never does, the form is as it was.
import { address, firstSocket, form } from './editor/first-socket.ts'
import { Awareness } from 'y-protocols/awareness'
import type { EditorView } from 'prosemirror-view'
import type { Editing } from './editor/editing.ts'
import { bindText, grown, type TextField } from './editor/fields.ts'
import { leadPicture } from './editor/lead-picture.ts'
import { openLine, type Line } from './editor/line.ts'
import { mountEditor } from './editor/mount.ts'
import { rescued } from './editor/rescue.ts'
import { bindSettings } from './editor/settings.ts'
import { openShelf } from './editor/shelf.ts'
import { stateLine } from './editor/state-line.ts'
import { sayer } from './editor/words.ts'
import { newWriting, textNames } from './editor/writing.ts'

if (form) take(form)

function take(form: HTMLFormElement) {
  const { article = '', reader = '', name = '', words = '{}' } = form.dataset
  const writing = newWriting()
  const awareness = new Awareness(writing.doc)
  const say = sayer(JSON.parse(words) as Record<string, string>)
  const shelf = openShelf({ article, reader })
  awareness.setLocalState({ user: { id: Number(reader), name }, cursor: null })
  let view: EditorView | undefined
  const isJustMade = new URLSearchParams(location.search).has('done')
  const language = form.elements.namedItem('language')
  const editing: Editing = {
    writing, awareness, say, article, form, reader: { id: Number(reader), name },
    language: () => (language instanceof HTMLInputElement && language.value.trim() ? language.value.trim() : document.documentElement.lang),
    view: () => view, announce: announcer(form),
  }
  const hasTyped = typedFields(form)
  const state = stateLine(form, { say, shelf, awareness, rescue: (into) => rescued(into, { writing, say }), onward: onward(form) })
  const line = openLine({
    address, opened: firstSocket, doc: writing.doc, awareness, shelf,
    // Where the form stays as it is, it says itself how one saves; but what an earlier page left here must not be lost.
    changed: (standing) => { if (view || (line.unkept() > 0 && standing !== 'opening')) state.show(standing) },
    ready() {
      const body = form.elements.namedItem('body')
      // What somebody has begun to write in the notation is theirs to save by the form.
      if (body instanceof HTMLTextAreaElement && hasTyped.has(body)) return
      for (const one of textNames) {
        const found = form.elements.namedItem(one)
        const field = one === 'headline' && found instanceof HTMLInputElement ? grown(found) : found
        if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) bindText(field, writing.text(one), found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement ? hasTyped.has(found) : false)
      }
      bindSettings(form, writing.settings)
      leadPicture(editing)
      const place = form.querySelector<HTMLElement>('[data-editor]')
      if (place) view = mountEditor(place, editing)
      form.classList.add('taken')
      form.addEventListener('submit', (event) => event.preventDefault())
      waitBeforeLeaving(form, line)
      saveByKey(editing)
      state.show(line.standing())
      if (isJustMade && view?.state.doc.textContent === '' && document.activeElement === document.body) view.focus()
    },
  })
  state.line(line)
}

function onward({ dataset: { onward: href, onwardLabel: textContent = '' } }: HTMLFormElement): HTMLElement | undefined {
  return href === undefined ? undefined : Object.assign(document.createElement('a'), { className: 'onward', href, textContent })
}

/** What else is done with the article on this page, such as publishing it, waits until the paper has all that was written. */
function waitBeforeLeaving(form: HTMLFormElement, line: Line) {
  document.addEventListener('submit', (event) => {
    const other = event.target
    if (!(other instanceof HTMLFormElement) || other === form || other.method !== 'post' || line.standing() !== 'saving') return
    event.preventDefault()
    const { submitter } = event
    const again = () => { if (line.standing() === 'saving') window.setTimeout(again, 50); else other.requestSubmit(submitter) }
    again()
  }, true)
}

/** Who saves by the key that the hand knows from elsewhere hears that it is done, rather than being asked by the browser where to put the page. */
function saveByKey({ form, announce }: Editing) {
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    announce(form.querySelector('.writing-state .standing')?.textContent ?? '')
  })
}

/** The fields in which somebody has typed before this ran, or types before the working copy is here. A browser that comes back to a page puts in what stood there: that is no typing. */
function typedFields(form: HTMLFormElement): Set<TextField> {
  const typed = new Set<TextField>()
  const [navigation] = performance.getEntriesByType('navigation')
  const isFresh = navigation instanceof PerformanceNavigationTiming && navigation.type === 'navigate'
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue
    if (isFresh && field.value !== field.defaultValue) typed.add(field)
    field.addEventListener('input', () => typed.add(field))
  }
  return typed
}

function announcer(form: HTMLFormElement): (text: string) => void {
  const told = document.createElement('p')
  told.className = 'unseen'
  told.setAttribute('role', 'status')
  form.append(told)
  // The same words twice are said twice.
  return (text) => { told.textContent = told.textContent === text ? `${text}\u00a0` : text }
}
