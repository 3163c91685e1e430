// A menu below a button, by the keyboard as by the mouse.
import { element } from './element.ts'

export interface MenuItem { name: string; keys: string; run: () => void }

export function openMenu(button: HTMLElement, { label, items, closed }: { label: string; items: MenuItem[]; /** When nothing was chosen. */ closed: () => void }) {
  if (button.getAttribute('aria-expanded') === 'true') return
  const menu = element('ul', 'tool-menu')
  menu.setAttribute('role', 'menu')
  menu.setAttribute('aria-label', label)
  const made = items.map((item) => entry(item, () => { close(); item.run() }))
  menu.append(...made)
  // On top of everything: the bar that the button stands in may be scrolled.
  menu.popover = 'manual'
  document.body.append(menu)
  menu.showPopover()
  stand()
  button.setAttribute('aria-expanded', 'true')
  made[0]?.focus()

  function stand() {
    const place = button.getBoundingClientRect()
    menu.style.insetBlockStart = `${Math.max(0, Math.min(place.bottom, innerHeight - menu.offsetHeight))}px`
    menu.style.insetInlineStart = `${Math.max(0, Math.min(place.left, document.documentElement.clientWidth - menu.offsetWidth - 8))}px`
  }
  function close() {
    removeEventListener('scroll', stand, true)
    menu.remove()
    button.setAttribute('aria-expanded', 'false')
    document.removeEventListener('mousedown', away, true)
  }
  function away(event: Event) { if (!menu.contains(event.target as Node)) close() }
  // It stays with its button: to focus one that is out of sight scrolls the page, which is told when the menu is open already.
  addEventListener('scroll', stand, true)
  document.addEventListener('mousedown', away, true)
  menu.addEventListener('keydown', (event) => {
    const at = made.indexOf(document.activeElement as HTMLElement)
    const letter = event.key.length === 1 ? event.key.toLocaleLowerCase() : ''
    const byLetter = letter ? [...made.slice(at + 1), ...made.slice(0, at + 1)].find((one) => one.textContent?.toLocaleLowerCase().startsWith(letter)) : undefined
    if (event.key === 'Escape' || event.key === 'Tab') { close(); closed() }
    else if (event.key === 'ArrowDown') made[(at + 1) % made.length]?.focus()
    else if (event.key === 'ArrowUp') made[(at + made.length - 1) % made.length]?.focus()
    else if (event.key === 'Home') made[0]?.focus()
    else if (event.key === 'End') made.at(-1)?.focus()
    else if (event.key === 'Enter' || event.key === ' ') made[at]?.click()
    else if (byLetter) byLetter.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
}

function entry({ name, keys }: MenuItem, act: () => void): HTMLElement {
  const item = element('li')
  item.setAttribute('role', 'menuitem')
  item.tabIndex = -1
  item.append(name)
  if (keys) item.append(Object.assign(element('kbd'), { textContent: keys }))
  item.addEventListener('click', act)
  item.addEventListener('mousedown', (event) => event.preventDefault())
  return item
}
