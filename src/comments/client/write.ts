// Writing without leaving the page: a counter, a text that survives, answers where the comment stands, words quoted by
// selecting them, sending in place. Whatever fails here, the form is sent as it would be without scripts.
interface Texts { counter?: string; kept?: string; as?: string; quoted?: string; unquote?: string; close?: string; lost?: string }

const draftsFor = 7 * 86_400_000
const drafts = 'litfass.draft '
let name = ''

for (const form of document.querySelectorAll<HTMLFormElement>('form.write')) equip(form)
document.addEventListener('litfass:me', (event) => {
  if (event instanceof CustomEvent) name = String(event.detail)
  for (const form of document.querySelectorAll<HTMLFormElement>('form.write')) sayWho(form)
})
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-act=reply]') : null
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  answer(link).catch(() => location.assign(link.href))
})
// What was sent without this script has arrived when its author sees it.
if (document.querySelector('.state')) forgetDrafts((key) => key.startsWith(`${drafts}${location.pathname.replace(/\/mine$/, '')} `))
forgetDrafts((_, at) => at < Date.now() - draftsFor)

function equip(form: HTMLFormElement) {
  const area = form.querySelector('textarea')
  if (!area) return
  const texts: Texts = JSON.parse(form.dataset.texts ?? '{}')
  const counter = Object.assign(document.createElement('span'), { className: 'counter' })
  form.querySelector('[data-longest]')?.prepend(counter, ' ')
  const longest = Number(form.querySelector<HTMLElement>('[data-longest]')?.dataset.longest)
  const number = new Intl.NumberFormat(document.documentElement.lang)
  const count = () => {
    const { length } = area.value.trim()
    counter.textContent = length === 0 ? '' : (texts.counter ?? '').replace('{n}', number.format(length))
    counter.classList.toggle('over', length > longest)
  }
  if (!area.value) say(form, restored(form, area) ? texts.kept : undefined)
  let keeping = 0
  area.addEventListener('input', () => {
    count()
    clearTimeout(keeping)
    keeping = window.setTimeout(() => keepDraft(form, area.value), 400)
  })
  form.addEventListener('submit', (event) => {
    clearTimeout(keeping)
    keepDraft(form, area.value)
    event.preventDefault()
    void send(form, event.submitter, texts)
  })
  offerClosing(form, texts)
  const answered = form.querySelector<HTMLElement>('.answering')
  if (answered) document.addEventListener('selectionchange', () => quoteSelected(form, answered))
  count()
  sayWho(form)
}

function sayWho(form: HTMLFormElement) {
  const asks = form.querySelector('details:has(.who)')
  if (!name || !asks) return
  const { as = '' }: Texts = JSON.parse(form.dataset.texts ?? '{}')
  asks.replaceWith(Object.assign(document.createElement('p'), { className: 'hint', textContent: as.replace('{name}', name) }))
}

/** One line below the words, read out when it changes. */
function say(form: HTMLFormElement, text = '') {
  let line = form.querySelector('.told')
  if (!line) {
    line = Object.assign(document.createElement('p'), { className: 'hint told' })
    line.setAttribute('role', 'status')
    form.querySelector('textarea')?.after(line)
  }
  line.textContent = text
}

// Sending

async function send(form: HTMLFormElement, submitter: HTMLElement | null, texts: Texts) {
  if (form.dataset.sending) return
  form.dataset.sending = 'yes'
  const page = await posted(form, submitter).catch(() => undefined)
  delete form.dataset.sending
  if (page) return void shown(form, page)
  // The browser would show a page of its own, and the words with it would be gone.
  if (!navigator.onLine) return say(form, texts.lost)
  if (submitter instanceof HTMLButtonElement && submitter.name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: submitter.name, value: submitter.value }))
  form.submit()
}

/** A button of the form is called action, and stands before its property. */
function actionOf(form: HTMLFormElement): string {
  return form.getAttribute('action') ?? ''
}

interface Posted { address: URL; page: Document }

async function posted(form: HTMLFormElement, submitter: HTMLElement | null): Promise<Posted | undefined> {
  const fields = [...new FormData(form, submitter)].map(([field, value]) => [field, String(value)])
  const response = await fetch(actionOf(form), { method: 'POST', body: new URLSearchParams(fields), signal: AbortSignal.timeout(20_000) })
  if (![200, 422, 429].includes(response.status) || !response.headers.get('content-type')?.startsWith('text/html')) return undefined
  return { address: new URL(response.url), page: new DOMParser().parseFromString(await response.text(), 'text/html') }
}

function shown(form: HTMLFormElement, { address, page }: Posted) {
  const again = page.querySelector<HTMLFormElement>('form.write')
  const own = page.getElementById(`c${address.searchParams.get('at')}`)
  if (own && address.pathname.endsWith('/mine')) return arrived(form, { own: document.importNode(own, true), note: page.querySelector('.state') })
  if (again && !again.closest('details')) return replaced(form, again, page)
  const step = page.querySelector('.part > .main')
  return step ? stepped(form, step, page) : location.assign(address)
}

/** The form as the paper wants it now: with what is wrong at its fields, a preview, or the question who writes. */
function replaced(form: HTMLFormElement, again: HTMLFormElement, page: Document) {
  const put = document.importNode(again, true)
  const parts = [...page.querySelectorAll('.part .wrong, .part .preview, .part .lede')].map((part) => document.importNode(part, true))
  const title = parts.some((part) => !part.matches('.wrong')) ? [titleOf(page, form)] : []
  put.prepend(...title, ...parts)
  const words = form.querySelector('.chosen .quoted')?.textContent
  if (form.id !== 'write') renamed(put, form.id)
  takePlace(form, put)
  equip(put)
  if (words) quote(put, words)
  if (put.querySelector('.preview')) return title[0]?.focus()
  put.querySelector<HTMLElement>('.wrong, [name=mail_address], textarea')?.focus()
}

/** The text has left the form: it was kept and a mail is on its way. The form stays at hand, to send it to another address. */
function stepped(form: HTMLFormElement, step: Element, page: Document) {
  forgetDraft(form)
  const title = titleOf(page, form)
  const put = Object.assign(document.createElement('div'), { className: 'sent' })
  put.append(title, ...document.importNode(step, true).childNodes)
  describe(title, put.querySelector('.state'))
  const again = put.querySelector<HTMLFormElement>('form.write')
  if (again && form.id !== 'write') renamed(again, form.id)
  takePlace(form, put)
  if (again) equip(again)
  title.focus()
}

function takePlace(form: HTMLFormElement, put: Element) {
  (form.closest('.sent') ?? form).replaceWith(put)
}

/** What the page that came back is called, one level below what its form stands in. */
function titleOf(page: Document, form: HTMLFormElement): HTMLElement {
  const around = form.closest('.comment')?.querySelector('header :is(h2, h3, h4)') ?? document.querySelector('#comments, #step')
  const title = Object.assign(document.createElement(`h${Number(around?.tagName.slice(1) ?? 2) + 1}`), { className: 'step-title', tabIndex: -1 })
  title.textContent = page.querySelector('#step')?.textContent ?? ''
  return title
}

/** Read out with what has the focus. */
function describe(focused: Element, by: Element | null) {
  if (!by) return
  by.id ||= `told-${Math.random().toString(36).slice(2)}`
  focused.setAttribute('aria-describedby', by.id)
}

function arrived(form: HTMLFormElement, { own, note }: { own: HTMLElement; note: Element | null }) {
  forgetDraft(form)
  const answered = form.querySelector<HTMLInputElement>('[name=parent_id]')?.value
  const list = document.querySelector<HTMLElement>('#threads')
  const thread = answered ? document.getElementById(`c${answered}`)?.closest('.thread') : undefined
  // The same that was sent twice is one comment, and stands here already.
  document.getElementById(own.id)?.remove()
  if (thread) repliesOf(thread).append(own)
  else if (!answered && list?.dataset.begins) {
    list.insertAdjacentElement(list.dataset.begins === 'first' ? 'afterbegin' : 'beforeend', threadOf(own))
    document.querySelector('.main > .none')?.remove()
  }
  else return location.assign(`${actionOf(form)}/mine?at=${own.id.slice(1)}#${own.id}`)
  if (note) own.prepend(document.importNode(note, true))
  describe(own, own.querySelector('.state'))
  if (answered) form.remove()
  else emptied(form)
  if (!own.matches('.waits')) document.dispatchEvent(new Event('litfass:said'))
  document.dispatchEvent(new Event('litfass:comments'))
  own.tabIndex = -1
  own.focus()
}

/** A form that came back from the paper has what was typed as its beginning. */
function emptied(form: HTMLFormElement) {
  for (const part of form.querySelectorAll('.wrong, .preview, .lede, .error, .step-title')) part.remove()
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
  for (const box of form.querySelectorAll<HTMLInputElement>('[type=checkbox]')) box.checked = false
  const area = form.querySelector('textarea')
  if (area) area.value = ''
  area?.dispatchEvent(new Event('input'))
}

function repliesOf(thread: Element): Element {
  return thread.querySelector('.replies') ?? thread.appendChild(Object.assign(document.createElement('div'), { className: 'replies' }))
}
function threadOf(own: Element): Element {
  const thread = Object.assign(document.createElement('li'), { className: 'thread' })
  thread.append(own)
  return thread
}

// Answering

async function answer(link: HTMLAnchorElement) {
  const comment = link.closest('.comment')
  const open = comment?.querySelector<HTMLFormElement>(':scope > form.write')
  if (!comment) return location.assign(link.href)
  if (open) return open.querySelector('textarea')?.focus()
  const selected = getSelection()
  const words = selected && comment.contains(selected.anchorNode) && comment.contains(selected.focusNode) ? selected.toString() : ''
  const response = await fetch(link.href)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const found = page.querySelector<HTMLFormElement>('form.write')
  if (!found) return location.assign(link.href)
  const form = renamed(document.importNode(found, true), `write-${comment.id}`)
  comment.querySelector(':scope > .sent')?.remove()
  comment.append(form)
  equip(form)
  if (words) quote(form, words)
  form.querySelector('textarea')?.focus()
}

/** A form that was opened at a comment can be closed again, also when it came back from the paper. */
function offerClosing(form: HTMLFormElement, { close = '' }: Texts) {
  const comment = form.parentElement?.closest('.comment')
  if (!comment) return
  form.querySelector('.answering > .comment')?.remove()
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: close })
  form.querySelector('.actions')?.append(button)
  const leave = () => { (form.closest('.sent') ?? form).remove(); comment.querySelector<HTMLElement>('[data-act=reply]')?.focus() }
  button.addEventListener('click', leave)
  form.addEventListener('keydown', ({ key }) => { if (key === 'Escape' && !form.querySelector('textarea')?.value) leave() })
}

/** Two forms on a page must not share names of parts. */
function renamed(form: HTMLFormElement, id: string): HTMLFormElement {
  const names = new Set([...form.querySelectorAll('[id]')].map((one) => one.id))
  const own = (text: string) => text.split(' ').map((one) => (names.has(one) ? `${one}-${id}` : one)).join(' ')
  form.id = id
  for (const part of form.querySelectorAll('[id], [for], [aria-describedby], a[href^="#"]')) {
    for (const attribute of ['id', 'for', 'aria-describedby']) if (part.hasAttribute(attribute)) part.setAttribute(attribute, own(part.getAttribute(attribute) ?? ''))
    if (part.matches('a[href^="#"]')) part.setAttribute('href', `#${own((part.getAttribute('href') ?? '').slice(1))}`)
  }
  return form
}

function quoteSelected(form: HTMLFormElement, answered: HTMLElement) {
  const selected = getSelection()
  if (!selected || selected.isCollapsed || !answered.contains(selected.anchorNode) || !answered.contains(selected.focusNode)) return
  quote(form, selected.toString())
}

/** Where words stand in the comment is known by its sentences, each of which says where it stands. */
function quote(form: HTMLFormElement, words: string) {
  let body = ''
  for (const box of form.querySelectorAll<HTMLInputElement>('input[name=quote]')) body = body.padEnd(Number(box.value.split('-')[0])) + (box.nextElementSibling?.textContent ?? '')
  const pattern = words.trim().split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+')
  const found = pattern ? new RegExp(pattern).exec(body) : null
  const [from, to] = [form.querySelector<HTMLInputElement>('[name=quote_from]'), form.querySelector<HTMLInputElement>('[name=quote_to]')]
  if (!found || !from || !to) return
  from.value = String(found.index)
  to.value = String(found.index + found[0].length)
  const texts: Texts = JSON.parse(form.dataset.texts ?? '{}')
  const shown = form.querySelector('.chosen') ?? Object.assign(document.createElement('div'), { className: 'chosen' })
  if (!shown.isConnected) form.querySelector('.answering')?.append(shown)
  const said = Object.assign(document.createElement('blockquote'), { className: 'quoted', textContent: found[0] })
  const none = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: texts.unquote ?? '' })
  none.addEventListener('click', () => { from.value = to.value = ''; shown.remove() })
  shown.replaceChildren(Object.assign(document.createElement('p'), { className: 'hint', textContent: texts.quoted ?? '' }), said, none)
}

// What is being written stays in this browser until it has arrived.

function draftKey(form: HTMLFormElement): string {
  return `${drafts}${actionOf(form)} ${form.querySelector<HTMLInputElement>('[name=parent_id]')?.value ?? ''}`
}
function keepDraft(form: HTMLFormElement, text: string) {
  try {
    if (text.trim()) localStorage.setItem(draftKey(form), JSON.stringify({ text, at: Date.now() }))
    else localStorage.removeItem(draftKey(form))
  } catch {}
}
function forgetDraft(form: HTMLFormElement) {
  keepDraft(form, '')
}
function restored(form: HTMLFormElement, area: HTMLTextAreaElement): boolean {
  try {
    area.value = JSON.parse(localStorage.getItem(draftKey(form)) ?? '{}').text ?? ''
  } catch {}
  return area.value !== ''
}
function forgetDrafts(isOver: (key: string, at: number) => boolean) {
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(drafts))) {
      if (isOver(key, Number(JSON.parse(localStorage.getItem(key) ?? '{}').at ?? 0))) localStorage.removeItem(key)
    }
  } catch {}
}
