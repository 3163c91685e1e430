// The inbox by keyboard. Every key does what a link, a box or a button of the page does.
const list = document.querySelector<HTMLElement>('.wires[data-keys]')
const items = [...document.querySelectorAll<HTMLElement>('.wires > .wire')]

if (list) {
  const keys = document.createElement('p')
  keys.className = 'keys'
  keys.textContent = list.dataset.keys ?? ''
  list.before(keys)
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (act(event.key, keys)) event.preventDefault()
  })
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input:not([type=checkbox]), textarea, select') || target.isContentEditable)
}

function act(key: string, keys: HTMLElement): boolean {
  const at = items.findIndex((item) => item.contains(document.activeElement))
  if (key === 'j') return go(at + 1)
  if (key === 'k') return go(Math.max(0, at - 1))
  if (key === '?') return keys.classList.toggle('open') || true
  if (key === '/') return focus(document.querySelector<HTMLElement>('#q'))
  if (key === 'm') return press(document.querySelector<HTMLElement>('#wires-seen button'))
  const box = items[at]?.querySelector<HTMLInputElement>('.tick input')
  if (key === 'x') return press(box ?? null)
  if (key !== 'e') return false
  // Without any box ticked, the one that is looked at is meant.
  if (box && !document.querySelector('.wires .tick input:checked')) box.checked = true
  return press(document.querySelector<HTMLElement>('#wires-bulk button'))
}

function go(n: number): boolean {
  return focus(items[n]?.querySelector<HTMLElement>('h2 a') ?? null)
}

function focus(element: HTMLElement | null): boolean {
  element?.focus()
  element?.scrollIntoView({ block: 'nearest' })
  return element !== null
}

function press(button: HTMLElement | null): boolean {
  button?.click()
  return button !== null
}
