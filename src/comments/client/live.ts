// Says that something new has been said, and shows it to whoever asks for it. Nothing moves before that.
const list = document.querySelector<HTMLElement>('#threads[data-stream]')
const line = document.querySelector<HTMLElement>('.arrived')
if (list && line) follow(list, line)

function follow(list: HTMLElement, line: HTMLElement) {
  // What is said of 1, 2, 3 … new ones; the last of all that are more.
  const texts: string[] = JSON.parse(line.dataset.texts ?? '[]')
  const { title } = document
  const button = document.createElement('button')
  button.type = 'button'
  let [known, there] = [Number(list.dataset.arrivals), 0]
  let [said_at, saying] = [-Infinity, 0]
  button.addEventListener('click', () => void show())
  listenTo(list.dataset.stream ?? '', (number) => { there = number; sayInTime() })
  // One's own has been shown already.
  document.addEventListener('litfass:said', () => { known += 1; say() })

  /** Not with each of many: a voice that reads it out would never end. */
  function sayInTime() {
    clearTimeout(saying)
    saying = window.setTimeout(say, Math.max(0, said_at + 3_000 - performance.now()))
  }

  function say() {
    const more = there - known
    document.title = more > 0 ? `(${more}) ${title}` : title
    if (more <= 0) return button.remove()
    said_at = performance.now()
    button.textContent = texts[Math.min(more, texts.length) - 1] ?? ''
    if (!button.isConnected) line.replaceChildren(button)
  }

  async function show() {
    button.disabled = true
    const page = await pageWith(there).catch(() => undefined)
    button.disabled = false
    if (!page) return location.reload()
    known = Math.max(there, Number(page.list.dataset.arrivals))
    say()
    const [first] = merge(list, page)
    document.dispatchEvent(new Event('litfass:comments'))
    if (!first) return line.replaceChildren(link(list.dataset.page ?? '', line.dataset.elsewhere ?? ''))
    first.tabIndex = -1
    first.focus()
  }
}

/** Tells each number that the paper sends. Nobody listens while the page is not looked at: a browser has few connections. */
function listenTo(address: string, hear: (number: number) => void) {
  let source: EventSource | undefined
  let again = 0
  function open() {
    close()
    if (document.hidden) return
    source = new EventSource(address)
    source.onmessage = ({ data }) => hear(Number(data))
    // A line that was cut is taken up again by the browser itself, a refusal is not: then later, and not all at once.
    source.onerror = () => { if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(open, 60_000 * (1 + Math.random())) }
  }
  function close() {
    clearTimeout(again)
    source?.close()
    source = undefined
  }
  document.addEventListener('visibilitychange', open)
  addEventListener('pagehide', close)
  addEventListener('pageshow', ({ persisted }) => { if (persisted) open() })
  open()
}

interface Fetched { list: HTMLElement; title: Element | null }

/** This page as it is printed now. The press may take a second to print what was just said. */
async function pageWith(arrivals: number): Promise<Fetched | undefined> {
  for (let tries = 0; tries < 5; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 400))
    const answer = await fetch(location.pathname, { cache: 'no-cache' })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const list = page.querySelector<HTMLElement>('#threads')
    if (!answer.ok || !list) return undefined
    if (Number(list.dataset.arrivals) >= arrivals || tries === 4) return { list, title: page.querySelector('#comments') }
  }
  return undefined
}

/** Puts in what is not there yet, each where it stands on the page fetched; answers the comments put in. */
function merge(list: HTMLElement, page: Fetched): HTMLElement[] {
  for (const old of list.querySelectorAll('.arrival')) old.classList.remove('arrival')
  const heading = document.querySelector('#comments')
  if (heading && page.title) heading.textContent = page.title.textContent
  if (page.list.children.length > 0) document.querySelector('.main > .none')?.remove()
  const added: HTMLElement[] = []
  let next = list.firstElementChild
  for (const thread of [...page.list.children]) {
    const here = counterpart(thread.querySelector('.comment'))?.closest('li')
    if (here) {
      added.push(...mergeThread(here, thread))
      next = here.nextElementSibling
    } else added.push(...taken(list.insertBefore(document.importNode(thread, true), next)))
  }
  return added
}

function mergeThread(here: Element, thread: Element): HTMLElement[] {
  for (const gone of thread.querySelectorAll('.comment:has(> .tombstone)')) {
    const old = counterpart(gone)
    if (old && !old.querySelector(':scope > .tombstone')) old.replaceWith(document.importNode(gone, true))
  }
  const [from, to] = [thread.querySelector('.replies'), here.querySelector('.replies')]
  if (!from) return []
  if (!to) return taken(here.appendChild(document.importNode(from, true)))
  const added: HTMLElement[] = []
  let last: Element | null = null
  for (const reply of from.querySelectorAll(':scope > .comment')) {
    const known = counterpart(reply)
    if (!known) {
      const put: Element = document.importNode(reply, true)
      if (last) last.after(put)
      else to.prepend(put)
      added.push(...taken(put))
      last = put
    } else if (known.parentElement === to) last = known
  }
  const more = from.querySelector(':scope > .more')
  to.querySelector(':scope > .more')?.remove()
  if (more) to.append(document.importNode(more, true))
  return added
}

function counterpart(comment: Element | null): HTMLElement | null {
  return comment && document.getElementById(comment.id)
}

function taken(part: Element): HTMLElement[] {
  const comments = [...(part.matches('.comment') ? [part] : []), ...part.querySelectorAll('.comment')].filter((one) => one instanceof HTMLElement)
  for (const comment of comments) comment.classList.add('arrival')
  return comments
}

function link(address: string, text: string): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { href: address, textContent: text })
}
