// Lays a front out without leaving the page: articles are dragged into slots, by mouse, finger or keys. Each move is the
// same form that the buttons send; what comes back is the page as it is then.

interface Texts { taken: string; over: string; over_empty: string; put: string; ended: string; failed: string }
interface Taken { article: HTMLElement; handle: HTMLElement; headline: string; from: string | undefined; target: HTMLElement | undefined; ghost: HTMLElement | undefined; byKeys: boolean }

let taken: Taken | undefined
/** Pixels from the edge of the window at which it begins to scroll. */
const edge = 60

const board = () => document.getElementById('front-desk')
const texts = (): Partial<Texts> => JSON.parse(board()?.dataset.texts ?? '{}') as Partial<Texts>
const targets = () => [...document.querySelectorAll<HTMLElement>('.front-draft [data-at]')]

show()
document.addEventListener('pointerdown', (event) => {
  const handle = event.target instanceof Element ? event.target.closest<HTMLElement>('.handle') : null
  if (!handle || event.button !== 0 || taken) return
  event.preventDefault()
  take(handle, false)
  handle.setPointerCapture(event.pointerId)
  carry(event)
})
document.addEventListener('pointermove', (event) => { if (taken && !taken.byKeys) carry(event) })
document.addEventListener('pointerup', () => { if (taken && !taken.byKeys) void put() })
document.addEventListener('pointercancel', () => { if (taken && !taken.byKeys) leave() })
document.addEventListener('keydown', (event) => {
  if (taken) return steer(event)
  const handle = event.target instanceof Element ? event.target.closest<HTMLElement>('.handle') : null
  if (!handle || (event.key !== ' ' && event.key !== 'Enter')) return
  event.preventDefault()
  const picked = take(handle, true)
  tell(texts().taken, picked?.target)
})
document.addEventListener('focusout', (event) => { if (taken?.byKeys && event.target === taken.handle) leave() })
document.addEventListener('submit', (event) => {
  const form = event.target instanceof HTMLFormElement ? event.target : null
  if (!form?.matches('[data-deeds]')) return
  event.preventDefault()
  const pressed = event.submitter instanceof HTMLButtonElement ? event.submitter : null
  const given = new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  if (pressed?.name) given.set(pressed.name, pressed.value)
  void send(form.action, given)
})

/** The handles, which do nothing without this script, and how they are used. */
function show() {
  for (const handle of document.querySelectorAll<HTMLElement>('.handle, .moving-how')) handle.hidden = false
}

function take(handle: HTMLElement, byKeys: boolean): Taken | undefined {
  const article = handle.closest<HTMLElement>('[data-article]')
  if (!article) return undefined
  const from = article.dataset.at
  taken = { article, handle, headline: article.querySelector('.headline')?.textContent ?? '', from, target: byKeys ? (from ? article : targets()[0]) : undefined, ghost: undefined, byKeys }
  article.classList.add('taken')
  handle.setAttribute('aria-pressed', 'true')
  mark(taken.target)
  return taken
}

function carry({ clientX, clientY }: PointerEvent) {
  if (!taken) return
  taken.ghost ??= ghostOf(taken.headline)
  taken.ghost.style.transform = `translate(${clientX + 12}px, ${clientY + 12}px)`
  const under = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('.front-draft [data-at]')
  mark(under ?? undefined)
  if (clientY < edge) scrollBy(0, clientY - edge)
  else if (clientY > innerHeight - edge) scrollBy(0, clientY - innerHeight + edge)
}

function ghostOf(headline: string): HTMLElement {
  const ghost = document.createElement('p')
  ghost.className = 'carried'
  ghost.textContent = headline
  document.body.append(ghost)
  return ghost
}

function steer(event: KeyboardEvent) {
  if (!taken?.byKeys) {
    if (event.key === 'Escape') leave()
    return
  }
  const all = targets()
  const at = taken.target ? all.indexOf(taken.target) : -1
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  if (step !== undefined) {
    event.preventDefault()
    mark(all[Math.min(all.length - 1, Math.max(0, at + step))])
    taken.target?.scrollIntoView({ block: 'nearest' })
    tell(texts().over, taken.target)
  } else if (event.key === ' ' || event.key === 'Enter') {
    event.preventDefault()
    void put()
  } else if (event.key === 'Escape') {
    event.preventDefault()
    leave()
  }
}

function mark(target: HTMLElement | undefined) {
  for (const marked of document.querySelectorAll('.target')) marked.classList.remove('target')
  target?.classList.add('target')
  if (taken) taken.target = target
}

/** What a slot is called: its block, and which of it. */
function nameOf(target: HTMLElement | undefined): string {
  const block = target?.closest('.board-block')?.querySelector('h3')?.textContent ?? ''
  const [, n] = /-(\d+)$/.exec(target?.dataset.at ?? '') ?? []
  return n ? `${block} ${n}` : block
}

function tell(text: string | undefined, target?: HTMLElement) {
  const said = document.getElementById('said')
  const isOver = text === texts().over
  const there = isOver && target !== taken?.article ? target?.querySelector('.headline')?.textContent : undefined
  const form = isOver && there === undefined && target !== taken?.article ? texts().over_empty : text
  if (said) said.textContent = (form ?? '').replace('{headline}', there ?? taken?.headline ?? '').replace('{slot}', nameOf(target))
}

function end(): Taken | undefined {
  const was = taken
  was?.article.classList.remove('taken')
  was?.handle.removeAttribute('aria-pressed')
  was?.ghost?.remove()
  mark(undefined)
  taken = undefined
  return was
}

function leave() {
  end()
  tell(texts().ended)
}

async function put() {
  const { article = '' } = taken?.article.dataset ?? {}
  const target = taken?.target
  const slot = target?.dataset.at
  if (!taken || !slot || slot === taken.from) return leave()
  tell(texts().put, target)
  const said = document.getElementById('said')?.textContent ?? ''
  const { byKeys } = taken
  end()
  const q = new URLSearchParams(location.search).get('q')
  await send(board()?.dataset.action ?? '', new URLSearchParams({ deed: slot === 'hidden' ? 'hide' : 'place', article, slot, ...(q ? { q } : {}) }))
  if (byKeys) document.querySelector<HTMLElement>(`.front-draft [data-article="${article}"] .handle`)?.focus()
  const live = document.getElementById('said')
  if (live && live.textContent === '') live.textContent = said
}

/** Sends a form, and shows the page that comes back in place of this one. */
async function send(address: string, form: URLSearchParams) {
  const focused = document.activeElement?.getAttribute('aria-label')
  const answer = await fetch(address, { method: 'POST', body: form }).catch(() => undefined)
  const page = answer && (answer.ok || answer.status === 409 || answer.status === 422) ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined
  const [now, next] = [document.getElementById('board'), page?.getElementById('board')]
  // Whoever is signed out meanwhile is asked by the whole page.
  if (answer?.ok && !next) return location.reload()
  if (!now || !next) return tell(texts().failed)
  now.replaceWith(document.importNode(next, true))
  show()
  if (focused) document.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focused)}"]`)?.focus()
  document.querySelector<HTMLElement>('#board [role=alert]')?.focus()
}
