// The articles a reader saved for later lie in their browser's own store and are sent to no one.
interface Saved { id: number; address: string; kicker: string; headline: string; saved_at: string }

const kept = 'litfass.saved'
const most = 500

function saved(): Saved[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(kept) ?? '[]')
    return Array.isArray(list) ? list.filter(isSaved) : []
  } catch {
    return []
  }
}
// What lies in the store may have been put there by anything. Browsers read a backslash as a stroke, and pass over a tab: two strokes lead elsewhere.
function isSaved(one: unknown): one is Saved {
  const { id, address, kicker, headline, saved_at } = (one ?? {}) as Partial<Saved>
  return typeof id === 'number' && typeof address === 'string' && /^\/(?!\/)[\w./-]*$/.test(address) && typeof kicker === 'string' && typeof headline === 'string' && typeof saved_at === 'string'
}

/** Whether the browser kept it. */
function keep(list: Saved[]): boolean {
  try {
    localStorage.setItem(kept, JSON.stringify(list.slice(0, most)))
    return true
  } catch {
    return false
  }
}

const button = document.querySelector<HTMLButtonElement>('button[data-save]')
const shelf = document.querySelector<HTMLElement>('[data-saved]')

if (button) {
  const article: Saved = JSON.parse(button.dataset.save ?? 'null')
  const show = () => button.setAttribute('aria-pressed', String(saved().some((one) => one.id === article.id)))
  button.addEventListener('click', () => {
    const others = saved().filter((one) => one.id !== article.id)
    const wanted = button.getAttribute('aria-pressed') !== 'true'
    if (!keep(wanted ? [{ ...article, saved_at: new Date().toISOString() }, ...others] : others)) say(button.dataset.refused ?? '')
    show()
  })
  show()
  addEventListener('storage', show)
  button.closest('.save')?.classList.add('ready')
}

function say(text: string) {
  const status = button?.parentElement?.querySelector('[role=status]') ?? document.createElement('span')
  status.setAttribute('role', 'status')
  button?.after(status)
  status.textContent = text
}

if (shelf) {
  shelf.hidden = false
  document.querySelector('.scriptless')?.remove()
  draw(shelf)
  addEventListener('storage', () => draw(shelf))
}

function draw(into: HTMLElement) {
  const list = saved()
  const rows = list.map((one) => row(one, into))
  into.querySelector('ol')?.replaceChildren(...rows)
  const empty = into.querySelector<HTMLElement>('.empty')
  const all = into.querySelector<HTMLButtonElement>('button.all')
  if (empty) empty.hidden = list.length > 0
  if (all) {
    all.hidden = list.length < 2
    all.onclick = () => { keep([]); draw(into); into.focus() }
  }
}

function row(one: Saved, into: HTMLElement): HTMLElement {
  const template = into.querySelector('template')
  const item = template?.content.firstElementChild?.cloneNode(true) as HTMLElement
  const part = <E extends HTMLElement>(selector: string) => item.querySelector<E>(selector)
  const link = part<HTMLAnchorElement>('a')
  const remove = part<HTMLButtonElement>('button')
  const time = part<HTMLTimeElement>('time')
  part('.kicker')?.replaceChildren(one.kicker)
  if (link) { link.href = one.address; link.textContent = one.headline }
  if (time) { time.dateTime = one.saved_at; time.textContent = new Date(one.saved_at).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' }) }
  remove?.setAttribute('aria-label', `${remove.textContent}: ${one.headline}`)
  remove?.addEventListener('click', () => {
    keep(saved().filter((other) => other.id !== one.id))
    draw(into)
    into.focus()
  })
  return item
}
export {}
