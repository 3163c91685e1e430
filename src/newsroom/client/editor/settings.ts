// Binds what is chosen rather than written: section, language, topics, lead picture, people, and what may be done with the article.
import type * as Y from 'yjs'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** How a field shows a value, and what value is in it; nothing where what stands there is none yet. */
interface Way { shown(value: unknown): string; value(typed: string): unknown }

const asIs: Way = { shown: (value) => (typeof value === 'string' ? value : ''), value: (typed) => typed.trim() }
const names: Way = { shown: (value) => (Array.isArray(value) ? value.join(', ') : ''), value: (typed) => [...new Set(typed.split(/[,\n]/).map((one) => one.trim()).filter(Boolean))] }
const number: Way = { shown: (value) => (typeof value === 'number' ? String(value) : ''), value: (typed) => { const [, digits] = /(\d+)\D*$/.exec(typed) ?? []; return digits ? Number(digits) : typed.trim() === '' ? null : undefined } }
const ways: Record<string, Way> = { section: asIs, language: asIs, topics: names, lead_picture: asIs, translation_of: number, length_aim: number }

/** Those of a form that are settings. */
export function bindSettings(form: HTMLFormElement, settings: Y.Map<unknown>) {
  for (const [name, way] of Object.entries(ways)) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLElement && 'value' in field) bindOne(field as Control, { name, way, settings })
  }
  bindChecked(form, settings)
  bindBylines(form, settings)
}

function bindOne(field: Control, { name, way, settings }: { name: string; way: Way; settings: Y.Map<unknown> }) {
  const show = () => {
    if (!settings.has(name)) return
    const now = way.shown(settings.get(name))
    if (field.value !== now && !(document.activeElement === field && same(way.value(field.value), settings.get(name)))) field.value = now
    field.dispatchEvent(new Event('litfass:shown'))
  }
  const take = () => {
    const value = way.value(field.value)
    if (value !== undefined && !same(value, settings.get(name))) settings.set(name, value)
  }
  // A name half typed is not a topic; but whoever goes away while typing has said something.
  field.addEventListener('change', take)
  if (field instanceof HTMLInputElement && name !== 'lead_picture') field.addEventListener('input', debounced(take))
  observeKey(settings, name, show)
  show()
}

function bindChecked(form: HTMLFormElement, settings: Y.Map<unknown>) {
  const modes = [...form.querySelectorAll<HTMLInputElement>('input[type=radio][name=comment_mode]')]
  for (const mode of modes) mode.addEventListener('change', () => { if (mode.checked) settings.set('comment_mode', mode.value) })
  const showMode = () => { for (const mode of modes) if (settings.has('comment_mode')) mode.checked = mode.value === settings.get('comment_mode') }
  observeKey(settings, 'comment_mode', showMode)
  showMode()
  const sensitive = form.querySelector<HTMLInputElement>('input[name=sensitive]')
  if (!sensitive) return
  sensitive.addEventListener('change', () => settings.set('sensitive', sensitive.checked))
  const show = () => { if (settings.has('sensitive')) sensitive.checked = settings.get('sensitive') === true }
  observeKey(settings, 'sensitive', show)
  show()
}

interface Byline { name: string; role: string }

/** The rows of people; there is always an empty one to write in. */
function bindBylines(form: HTMLFormElement, settings: Y.Map<unknown>) {
  const set = form.querySelector<HTMLElement>('.bylines')
  if (!set) return
  const rows = () => [...set.querySelectorAll<HTMLElement>('.pair')]
  const parts = (row: HTMLElement) => [row.querySelector<HTMLInputElement>('[name=byline_name]'), row.querySelector<HTMLSelectElement>('[name=byline_role]')] as const
  const typed = (): Byline[] => rows().flatMap((row) => { const [name, role] = parts(row); return name && role && name.value.trim() ? [{ name: name.value.trim(), role: role.value }] : [] })
  const known = (): Byline[] => { const value = settings.get('bylines'); return Array.isArray(value) ? value as Byline[] : [] }
  const take = () => {
    if (!same(typed(), known())) settings.set('bylines', typed())
    lengthen()
  }
  const show = () => {
    if (same(typed(), known())) return lengthen()
    while (rows().length < known().length) addRow()
    rows().forEach((row, n) => {
      const [name, role] = parts(row)
      if (name) name.value = known()[n]?.name ?? ''
      if (role) role.value = known()[n]?.role ?? 'text'
    })
    lengthen()
  }
  function lengthen() { if (rows().every((row) => parts(row)[0]?.value.trim())) addRow() }
  function addRow() {
    const last = rows().at(-1)
    if (!last) return
    const row = last.cloneNode(true) as HTMLElement
    const number = rows().length
    for (const one of row.querySelectorAll<HTMLElement>('[id], [for]')) {
      for (const name of ['id', 'for']) { const value = one.getAttribute(name); if (value) one.setAttribute(name, value.replace(/\d+$/, String(number))) }
      if (one instanceof HTMLLabelElement) one.textContent = (one.textContent ?? '').replace(/\d+/, String(number + 1))
    }
    const [name] = parts(row)
    if (name) name.value = ''
    last.after(row)
  }
  set.addEventListener('change', take)
  set.addEventListener('input', debounced(take))
  observeKey(settings, 'bylines', show)
  if (settings.has('bylines')) show()
}

function observeKey(settings: Y.Map<unknown>, name: string, then: () => void) {
  settings.observe(({ keysChanged, transaction }) => { if (keysChanged.has(name) && !transaction.local) then() })
}
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
function debounced(then: () => void): () => void {
  let waiting = 0
  return () => {
    window.clearTimeout(waiting)
    waiting = window.setTimeout(then, 500)
  }
}
