// Brings the page of live figures up to date whenever the paper says that it has counted on, and each minute besides, since
// time goes on when nobody reads. Nobody listens while the page is not looked at.
const live = document.getElementById('live')
if (live?.dataset.stream) follow(live, live.dataset.stream)

function follow(live: HTMLElement, address: string) {
  let source: EventSource | undefined
  let [isFetching, isWanted, waiting] = [false, false, 0]

  function open() {
    close()
    if (document.hidden) return
    source = new EventSource(address)
    source.onmessage = () => void renew()
    source.onerror = () => { if (source?.readyState === EventSource.CLOSED) waiting = window.setTimeout(open, 60_000 * (1 + Math.random())) }
  }
  function close() {
    clearTimeout(waiting)
    source?.close()
    source = undefined
  }

  async function renew() {
    if (document.hidden) return
    isWanted = true
    if (isFetching) return
    isFetching = true
    while (isWanted) {
      isWanted = false
      const fresh = await fetched().catch(() => undefined)
      if (fresh) replace(live, fresh)
    }
    isFetching = false
  }

  document.addEventListener('visibilitychange', () => { open(); void renew() })
  addEventListener('pagehide', close)
  addEventListener('pageshow', ({ persisted }) => { if (persisted) open() })
  setInterval(() => void renew(), 60_000)
  open()
}

async function fetched(): Promise<HTMLElement | null> {
  const answer = await fetch(location.href, { cache: 'no-store' })
  // Whoever was signed out meanwhile, or may no longer see it, is told so by the page that they get instead.
  if (answer.redirected || answer.status === 403) location.reload()
  if (answer.redirected || !answer.ok) return null
  return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live')
}

/** What was opened stays open, and whoever stands on a link or a table stays there. */
function replace(live: HTMLElement, fresh: HTMLElement) {
  const focusable = 'a, summary, [tabindex]'
  const at = [...live.querySelectorAll(focusable)].findIndex((one) => one === document.activeElement)
  const before = at < 0 ? null : live.querySelectorAll<HTMLElement>(focusable)[at]
  const opened = [...live.querySelectorAll('details')].map((one) => one.open)
  live.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)))
  live.querySelectorAll('details').forEach((one, n) => { one.open = opened[n] ?? false })
  if (!before) return
  const href = before.getAttribute('href')
  const same = href === null ? live.querySelectorAll<HTMLElement>(focusable)[at] : [...live.querySelectorAll('a')].find((link) => link.getAttribute('href') === href)
  same?.focus({ preventScroll: true })
}
