// What can be done about comments, without leaving the page: recommending, hiding a reader. Only who may be signed in is
// asked for: a reader whose browser has never been at the sign-in causes no request.
interface Me { name: string; hidden: number[] }

const kept = 'litfass.known'
const said = JSON.parse(document.getElementById('recommend')?.dataset.texts ?? '{}') as { folded?: string; hide?: string; hide_reader?: string; offline?: string }
let me: Me | undefined

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-act=recommend], button[data-act=hide]') : null
  if (!button || !me) return
  event.preventDefault()
  void (button.dataset.act === 'hide' ? hide(button) : recommend(button))
})
document.addEventListener('litfass:comments', personal)
void ask()

async function ask() {
  const asks = document.querySelector<HTMLElement>('[data-self]')?.dataset.self
  if (!asks || !isMaybeKnown()) return
  const answer = await fetch(asks).catch(() => undefined)
  if (answer?.status === 204) forget()
  if (answer?.status !== 200) return
  me = (await answer.json()) as Me
  document.dispatchEvent(new CustomEvent('litfass:me', { detail: me.name }))
  personal()
}

function isMaybeKnown(): boolean {
  try {
    return localStorage.getItem(kept) !== null
  } catch {
    return false
  }
}
function forget() {
  try {
    localStorage.removeItem(kept)
  } catch {}
}

/** Folds the comments of those I do not want to read, and lets me add to them. */
function personal() {
  if (!me) return
  for (const comment of document.querySelectorAll<HTMLElement>('.comment[data-reader]')) {
    const reader = Number(comment.dataset.reader)
    if (me.hidden.includes(reader)) fold(comment)
    else if (said.hide) offerHiding(comment)
  }
}

function nameOf(comment: Element): string {
  return comment.querySelector('header :is(h2, h3, h4)')?.textContent ?? ''
}

function fold(comment: HTMLElement) {
  if (comment.querySelector('.folded') || !comment.querySelector('.said')) return
  const folded = document.createElement('details')
  folded.className = 'folded'
  const summary = document.createElement('summary')
  summary.textContent = (said.folded ?? '').replace('{name}', nameOf(comment))
  folded.append(summary, ...comment.childNodes)
  comment.append(folded)
}

function offerHiding(comment: HTMLElement) {
  const acts = comment.querySelector('.acts')
  if (!acts || nameOf(comment) === me?.name || acts.querySelector('[data-act=hide], [form=hide]')) return
  const button = Object.assign(document.createElement('button'), { type: 'button', value: comment.id.slice(1), textContent: said.hide ?? '', ariaLabel: (said.hide_reader ?? '').replace('{name}', nameOf(comment)) })
  button.dataset.act = 'hide'
  acts.append(button)
}

async function hide(button: HTMLButtonElement) {
  const comment = button.closest<HTMLElement>('.comment')
  const answer = await send(document.querySelector<HTMLElement>('[data-hides]')?.dataset.hides ?? '', { hide: button.value })
  if (!answer) return tell(button)
  if (!answer.ok || !comment || !me) return
  me.hidden.push(Number(comment.dataset.reader))
  personal()
  comment.querySelector('summary')?.focus()
}

/** The page that comes back shows the button as it is now; where none does, the browser goes there in the usual way. */
async function recommend(button: HTMLButtonElement) {
  const id = button.closest('.comment')?.id ?? ''
  const answer = await send(button.formAction, { recommends: button.getAttribute('aria-pressed') === 'true' ? 'no' : 'yes' })
  if (!answer) return tell(button)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.getElementById(id)?.querySelector<HTMLButtonElement>('[data-act=recommend]')
  if (!now) return button.form?.requestSubmit(button)
  button.textContent = now.textContent
  button.setAttribute('aria-pressed', now.getAttribute('aria-pressed') ?? 'false')
}

/** Nothing has been done, since there is no connection. */
function tell(button: HTMLButtonElement) {
  const acts = button.closest('.acts')
  acts?.querySelector('.told')?.remove()
  const line = Object.assign(document.createElement('span'), { className: 'told', role: 'status' })
  acts?.append(line)
  // A place that is there already is read out when words come into it.
  setTimeout(() => { line.textContent = said.offline ?? '' }, 100)
}

function send(address: string, form: Record<string, string>): Promise<Response | undefined> {
  return fetch(address, { method: 'POST', body: new URLSearchParams(form) }).catch(() => undefined)
}
