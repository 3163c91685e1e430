// A walk through a page as those take it who do not see it: by landmarks and headings, and from one stop of the keyboard
// to the next.
import type { Page } from 'playwright-core'

/** The landmarks of a page with their names, the headings in them, and the fields and buttons of forms, a line each. */
export async function walkByReader(page: Page): Promise<string[]> {
  const snapshot = await page.locator('body').ariaSnapshot()
  const steps = snapshot.split('\n').flatMap((line) => {
    const [, role = '', name = '', level = ''] = /^ *- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?[^\n]*?(?:\[level=(\d)\])?[':]*$/.exec(line) ?? []
    if (role === 'heading') return [`  h${level} ${name}`]
    if (landmarks.has(role)) return [`${role}${name ? ` “${name}”` : ''}`]
    return fields.has(role) ? [`  ${role} “${name}”`] : []
  })
  return shortened(steps)
}

const landmarks = new Set(['banner', 'navigation', 'main', 'contentinfo', 'search', 'form', 'region', 'complementary'])
const fields = new Set(['textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'button'])
/** A list is told by its beginning. */
const most = 5

function shortened(lines: string[]): string[] {
  const kept: string[] = []
  let kind = ''
  let run = 0
  for (const line of lines) {
    const own = /^  (h\d|[a-z]+) /.exec(line)?.[1] ?? ''
    run = own !== '' && own === kind ? run + 1 : 1
    kind = own
    if (run <= most) kept.push(line)
    if (run === most + 1) kept.push('  …')
  }
  return kept
}

export interface Stop { name: string; tag: string; outlined: boolean; seen: boolean; index: number }

/** Every stop of the Tab key from the top of the page until it leaves it, and how many things could have had the focus. */
export async function walkByKeyboard(page: Page, most = 400): Promise<{ stops: Stop[]; reachable: number }> {
  const reachable = await page.evaluate(numberAll)
  await page.evaluate(noteStops)
  const session = await page.context().newCDPSession(page)
  const press = () => session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 })
  const noted: (Stop | null)[] = []
  let end = -1
  while (end < 0 && noted.length < most) {
    await Promise.all(Array.from({ length: 25 }, press))
    noted.push(...await page.evaluate(() => (globalThis as unknown as Walking).walked.splice(0)))
    // A browser without a window of its own goes from the last stop to the first.
    end = noted.findIndex((stop, n) => !stop || (n > 0 && stop.index === 0))
  }
  await session.detach()
  const stops = noted.slice(0, end < 0 ? most : end).filter((stop) => stop !== null)
  // A field for a day has several within it, which are the browser's own.
  return { stops: stops.filter(({ index }, n) => index < 0 || index !== stops[n - 1]?.index), reachable }
}

interface Walking { walked: (Stop | null)[] }

// These two run in the browser.
function numberAll(): number {
  const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, iframe, [tabindex]:not([tabindex="-1"]), .table[tabindex]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(':disabled, [type="hidden"], [tabindex="-1"]'))
    .filter((one) => !(one instanceof HTMLInputElement && one.type === 'radio') || one === stopOf(one))
  all.forEach((one, n) => { one.dataset.stop = String(n) })
  return all.length

  /** Of several to choose one of, the keyboard stops at the chosen one, or the first; arrows lead on. */
  function stopOf({ name, form }: HTMLInputElement): HTMLInputElement | undefined {
    const group = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter((one) => one.name === name && one.form === form)
    return group.find(({ checked }) => checked) ?? group[0]
  }
}
/** Notes with each press where the one before has led, so that many can be sent before anybody asks. */
function noteStops() {
  const walked: (Stop | null)[] = []
  Object.assign(globalThis, { walked })
  addEventListener('keydown', () => addEventListener('keydown', () => walked.push(standing()), true), { capture: true, once: true })

  function standing(): Stop | null {
    const on = document.activeElement
    if (!(on instanceof HTMLElement) || on === document.body) return null
    const box = on.getBoundingClientRect()
    const style = getComputedStyle(on)
    const label = on.getAttribute('aria-label') ?? (on instanceof HTMLInputElement || on instanceof HTMLSelectElement || on instanceof HTMLTextAreaElement ? [...(on.labels ?? [])].map((one) => one.textContent).join(' ') : on.textContent)
    const middle = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width, 20) / 2)), Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height, 20) / 2)))
    return {
      name: (label ?? '').trim().replace(/\s+/g, ' ') || (on.querySelector('img')?.alt ?? ''),
      tag: on.tagName.toLowerCase(), index: Number(on.dataset.stop ?? -1),
      outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      seen: box.bottom > 0 && box.top < innerHeight && middle !== null && (on.contains(middle) || middle.contains(on)),
    }
  }
}
