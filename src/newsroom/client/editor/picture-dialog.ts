// Choosing a picture: from the library, by words; or from this device, which takes it into the library first.
import { button, openDialog, askedField } from './dialog.ts'
import type { Editing } from './editing.ts'
import { fromDevice } from './picture-taking.ts'
import { element } from './element.ts'

export interface Chosen { name: string }

const picker = '/desk/pictures/picker'

/** `closed` gives the focus back; `chosen` comes after it, where something was chosen. */
export function choosePicture({ say }: Pick<Editing, 'say'>, chosen: (picture: Chosen) => void, closed: () => void) {
  let picked: Chosen | undefined
  const dialog = openDialog({ title: say('choose_picture'), closeText: say('close'), closed: () => { closed(); if (picked) chosen(picked) } })
  const pick = (picture: Chosen) => { picked = picture; dialog.close() }
  const form = element('form', 'form') as HTMLFormElement
  const { field, input } = askedField({ name: 'q', label: say('find_picture'), type: 'search' })
  const found = element('div', 'found')
  found.setAttribute('aria-live', 'polite')
  const take = Object.assign(element('button', 'button') as HTMLButtonElement, { type: 'submit', textContent: say('take_picture') })
  const said = Object.assign(element('p', 'error'), { hidden: true })
  said.setAttribute('role', 'alert')
  const actions = element('div', 'actions')
  actions.append(take)
  form.append(field, found, said, actions)
  dialog.body.append(fromDevice({ say }, pick), form)
  let [asked, waiting] = [0, 0]

  async function load(address: string, isMore = false) {
    const mine = ++asked
    try {
      const answer = await fetch(address, { headers: { accept: 'text/html' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      if (mine !== asked) return
      const list = page.querySelector('.picture-picker') ?? page.body
      const older = list instanceof HTMLElement ? list.dataset.older : undefined
      const nodes = [...list.childNodes].map((node) => document.importNode(node, true))
      found.querySelector('.more')?.remove()
      const chosen = found.querySelector<HTMLInputElement>('input[name=picture]:checked')?.value
      const hadFocus = found.contains(document.activeElement)
      if (isMore) found.append(...nodes)
      else found.replaceChildren(...nodes)
      if (older) found.append(button(say('more_pictures'), 'quiet more', () => void load(older, true)))
      for (const blocked of found.querySelectorAll<HTMLInputElement>('input[data-blocked]')) blocked.disabled = true
      // Whoever has gone on into the list while it was looked for stays there.
      const same = [...found.querySelectorAll<HTMLInputElement>('input[name=picture]:not(:disabled)')]
      const again = same.find(({ value }) => value === chosen)
      if (again) again.checked = true
      if (hadFocus && !isMore) (again ?? same[0] ?? input).focus()
    } catch {
      found.replaceChildren(Object.assign(element('p', 'error'), { textContent: say('pictures_away') }))
    }
  }
  const search = () => void load(`${picker}?${new URLSearchParams(input.value.trim() ? { q: input.value.trim() } : {})}`)
  input.addEventListener('input', () => { window.clearTimeout(waiting); waiting = window.setTimeout(search, 250) })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (document.activeElement === input) return search()
    const one = form.querySelector<HTMLInputElement>('input[name=picture]:checked')
    if (one) return pick({ name: one.value })
    said.hidden = false
    said.textContent = say('choose_one')
  })
  found.addEventListener('dblclick', (event) => { if (event.target instanceof Element && event.target.closest('label')) take.click() })
  search()
  input.focus()
}
