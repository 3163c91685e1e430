// How long a page is really read, how far, where its reader came from and where they leave to. It adds to the page's sums
// under a number that lives as long as the page; nothing is kept in the browser, and nothing joins it to another page.

function isUnwanted(): boolean {
  try {
    return ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true) || navigator.doNotTrack === '1' || localStorage.getItem('litfass.unmeasured') !== null
  } catch {
    return true
  }
}

/** Whole, and not folded away. */
function isInSight(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect()
  return height > 0 && top >= 0 && bottom <= innerHeight
}

function measure() {
  const id = Math.random().toString(36).slice(2, 12)
  const read = document.querySelector('.article .body') ?? document.getElementById('content')
  const asks = document.querySelector('.appeal .button')
  let inSight: 'not yet' | 'now' | 'told' = 'not yet'
  const article = Number(document.querySelector<HTMLImageElement>('img.seen')?.src.split('a=')[1] ?? 0)
  let [step, seconds, toldSeconds, depth, toldDepth, lastActive] = [0, 0, 0, 0, 0, performance.now()]
  let leaving: string[] = []
  // Of a page with slots: what is tested on it, and from which of them its reader went on.
  const slots = [...document.querySelectorAll<HTMLElement>('[data-slot]')].flatMap(({ dataset }) => dataset.slot ?? [])
  const clicks: string[] = []
  let toldClicks = 0

  for (const name of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove', 'scroll']) {
    addEventListener(name, () => { lastActive = performance.now() }, { passive: true, capture: true })
  }

  setInterval(() => {
    if (document.visibilityState !== 'visible' || performance.now() - lastActive > 5_000) return
    seconds++
    if (asks && inSight === 'not yet' && isInSight(asks)) inSight = 'now'
    const box = read?.getBoundingClientRect()
    if (box && box.height > 0) depth = Math.max(depth, Math.min(10, Math.floor(((innerHeight - box.top) / box.height) * 10)))
  }, 1_000)

  // The middle button opens a page of its own; the right one opens nothing.
  for (const name of ['click', 'auxclick'] as const) addEventListener(name, ({ target, button }) => {
    const link = target instanceof Element && button < 2 ? target.closest('a') : null
    if (link && link.host !== location.host && link.protocol.startsWith('http')) leaving.push(link.hostname)
    const { slot } = link?.closest<HTMLElement>('[data-slot]')?.dataset ?? {}
    if (slot && !clicks.includes(slot)) clicks.push(slot)
  }, { capture: true })

  function tell() {
    if (step > 0 && seconds === toldSeconds && depth === toldDepth && leaving.length === 0 && clicks.length === toldClicks && inSight !== 'now') return
    const shown = slots.length > 0 ? { shown: slots.filter((slot) => slot.split('.').length > 2).slice(0, 5) } : {}
    const first = step === 0 ? { referrer: document.referrer.slice(0, 1_000), asks: asks !== null, ...shown } : {}
    const said = { id, step, article, path: location.pathname.slice(0, 500), seconds: seconds - toldSeconds, from_depth: toldDepth, depth, leaving: leaving.slice(0, 5), clicks: clicks.slice(toldClicks, toldClicks + 10), in_sight: inSight === 'now', ...first }
    if (!navigator.sendBeacon('/seen/measured', JSON.stringify(said))) return
    step++
    if (inSight === 'now') inSight = 'told'
    ;[toldSeconds, toldDepth, toldClicks, leaving] = [seconds, depth, clicks.length, []]
  }
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') tell() })
  addEventListener('pagehide', tell)
}

if (!isUnwanted()) measure()

export {}
