// Makes giving a little easier, and works off the puzzle that keeps programs away. Without it the pages do the same.
const form = document.querySelector<HTMLFormElement>('form.giving')
if (form) {
  amounts(form)
  ways(form)
  iban(form)
  if (form.dataset.puzzle) void work(form, { puzzle: form.dataset.puzzle, bits: Number(form.dataset.bits) })
}

/** Whoever chooses an amount means that one, and whoever types one means what they typed. */
function amounts(form: HTMLFormElement) {
  const other = form.querySelector<HTMLInputElement>('[name=amount_other]')
  if (!other) return
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && (target.name === 'amount' || target.name.startsWith('amount_')) && target !== other) other.value = ''
  })
  other.addEventListener('change', () => { other.value = other.value.replace(/[\p{Sc}\s]|Euro|\b[A-Z]{3}\b/giu, '').replace(/[,.](\d)$/, (all) => `${all}0`) })
}

/** A way that does not work in the currency now chosen is folded: the first that does is chosen in its place. */
function ways(form: HTMLFormElement) {
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'currency') return
    const shown = [...form.querySelectorAll<HTMLInputElement>('[name=way]')].filter((way) => way.offsetParent !== null)
    if (shown[0] && !shown.some(({ checked }) => checked)) shown[0].checked = true
  })
}

/** In groups of four while it is typed; at the end its check digits are looked at (ISO 7064). */
function iban(form: HTMLFormElement) {
  const field = form.querySelector<HTMLInputElement>('[name=iban]')
  if (!field) return
  field.addEventListener('input', () => {
    const before = bare(field.value.slice(0, field.selectionStart ?? field.value.length)).length
    field.value = grouped(bare(field.value))
    const at = before + Math.floor(Math.max(0, before - 1) / 4)
    if (document.activeElement === field) field.setSelectionRange(at, at)
    field.removeAttribute('aria-invalid')
  })
  field.addEventListener('change', () => {
    if (bare(field.value).length > 0 && !isChecked(bare(field.value))) field.setAttribute('aria-invalid', 'true')
  })
  field.value = grouped(bare(field.value))
}

function bare(text: string): string {
  return text.replace(/[^a-z0-9]/gi, '').toUpperCase().slice(0, 34)
}
function grouped(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ')
}
function isChecked(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false
  let rest = 0
  for (const digit of (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

/** Begins while the page is read; whoever is quicker waits for the rest. Where the browser cannot work, time does. */
async function work(form: HTMLFormElement, puzzle: { puzzle: string; bits: number }) {
  const field = form.querySelector<HTMLInputElement>('[name=work]')
  if (!field || !('subtle' in crypto)) return
  const pressed: { button?: HTMLButtonElement } = {}
  const hold = (event: SubmitEvent) => {
    if (!(event.submitter instanceof HTMLButtonElement) || event.submitter.name === 'action') return
    event.preventDefault()
    pressed.button ??= event.submitter
    pressed.button.textContent = form.dataset.working ?? ''
  }
  form.addEventListener('submit', hold)
  field.value = String(await solved(puzzle))
  form.removeEventListener('submit', hold)
  if (pressed.button) form.requestSubmit(pressed.button)
}

async function solved({ puzzle, bits }: { puzzle: string; bits: number }): Promise<number> {
  const encoder = new TextEncoder()
  const most = 2 ** (32 - bits)
  const atOnce = 256
  for (let from = 0; ; from += atOnce) {
    const hashes = await Promise.all(Array.from({ length: atOnce }, (_, n) => crypto.subtle.digest('SHA-256', encoder.encode(`${puzzle}:${from + n}`))))
    const found = hashes.findIndex((hash) => new DataView(hash).getUint32(0) < most)
    if (found >= 0) return from + found
  }
}
