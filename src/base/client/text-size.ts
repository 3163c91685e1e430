// Keeps the size of the text that a reader chose in their browser, and nowhere else.
const kept = 'litfass.text-size'
const root = document.documentElement

// A browser may refuse its store altogether; then the choice holds for this page.
function remembered(): string {
  try {
    return localStorage.getItem(kept) ?? '100'
  } catch {
    return '100'
  }
}

function remember(step: string) {
  try {
    if (step === '100') localStorage.removeItem(kept)
    else localStorage.setItem(kept, step)
  } catch {}
}

function set(step: string) {
  if (step === '100') delete root.dataset.text
  else root.dataset.text = step
  for (const button of document.querySelectorAll<HTMLButtonElement>('.text-size button')) button.setAttribute('aria-pressed', String(button.value === step))
}

function equip() {
  set(remembered())
  for (const box of document.querySelectorAll<HTMLDetailsElement>('.text-size')) {
    const steps = box.querySelector<HTMLElement>('.steps')
    if (steps) steps.hidden = false
    box.addEventListener('click', ({ target }) => {
      const button = target instanceof HTMLElement ? target.closest('button') : null
      if (!button) return
      remember(button.value)
      set(button.value)
    })
    box.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !box.open) return
      box.open = false
      box.querySelector('summary')?.focus()
    })
    document.addEventListener('click', ({ target }) => {
      if (target instanceof Node && !box.contains(target)) box.open = false
    })
  }
}

// This runs as soon as it is there, so that the text does not change its size before the reader's eyes.
set(remembered())
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', equip)
else equip()
addEventListener('storage', ({ key }) => { if (key === kept || key === null) set(remembered()) })
export {}
