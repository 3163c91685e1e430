// The queue by keyboard. Every key presses a button of the page, so that nothing can be done here that cannot be done without.
// The comment that is looked at is claimed, so that colleagues see who has it.
const list = document.querySelector<HTMLElement>('.entries[data-keys]')
const entries = [...document.querySelectorAll<HTMLElement>('.entry[data-comment]')]
const claimed = new Set<string>()

if (list) {
  const keys = document.createElement('p')
  keys.className = 'keys'
  keys.textContent = list.dataset.keys ?? ''
  list.before(keys)
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const done = act(event.key, keys)
    if (done) event.preventDefault()
  })
  // After a decision the page comes again: on with what stands where the decided one stood.
  const at = sessionStorage.getItem('queue')
  sessionStorage.removeItem('queue')
  if (at !== null) go(Math.min(Number(at), entries.length - 1))
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input:not([type=checkbox]), textarea, select') || target.isContentEditable)
}

function current(): number {
  return entries.findIndex((entry) => entry.contains(document.activeElement))
}

function go(n: number): boolean {
  const entry = entries[n]
  if (!entry) return false
  entry.focus()
  entry.scrollIntoView({ block: 'nearest' })
  claim(entry)
  return true
}

function claim(entry: HTMLElement) {
  const form = entry.querySelector<HTMLFormElement>('form[action$="/claim"]')
  const id = entry.dataset.comment ?? ''
  if (!form || claimed.has(id)) return
  claimed.add(id)
  void fetch(form.action, { method: 'POST', body: new URLSearchParams(), redirect: 'manual' })
}

function act(key: string, keys: HTMLElement): boolean {
  const at = current()
  const entry = entries[at]
  if (key === 'j') return go(at + 1)
  if (key === 'k') return go(Math.max(0, at - 1))
  if (key === '?') return keys.classList.toggle('open') || true
  if (key === 'u') return press(document.querySelector('.done button'))
  if (!entry) return false
  if (key === 'a') return decide(at, entry.querySelector('button[value=approve], button[value=keep], button[value=restore]'))
  if (key === 'o') return press(entry.querySelector('form[action$="/claim"] button'))
  if (key === 'x') return press(entry.querySelector('.tick input'))
  const clause = entry.querySelector<HTMLSelectElement>('select[name=clause]')
  if (/^[1-8]$/.test(key) && clause) {
    clause.selectedIndex = Number(key)
    entry.querySelector<HTMLInputElement>('input[name=reason]')?.focus()
    return true
  }
  if (key !== 'r' || !clause) return false
  if (clause.value !== '') return decide(at, entry.querySelector('button[value=reject], button[value=remove]'))
  clause.focus()
  return true
}

function decide(at: number, button: HTMLElement | null): boolean {
  if (button) sessionStorage.setItem('queue', String(at))
  return press(button)
}

function press(button: HTMLElement | null): boolean {
  button?.click()
  return button !== null
}
