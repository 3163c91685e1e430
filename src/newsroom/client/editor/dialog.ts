// A dialog over the page: it takes the focus, gives it back when it closes, and closes by Escape.
import { element } from './element.ts'

export interface Dialog { root: HTMLDialogElement; body: HTMLElement; close(): void }

export function openDialog({ title, closeText, closed }: { title: string; closeText: string; closed?: () => void }): Dialog {
  const root = element('dialog', 'desk-dialog') as HTMLDialogElement
  const heading = Object.assign(element('h2'), { textContent: title, id: 'desk-dialog-title' })
  root.setAttribute('aria-labelledby', heading.id)
  const close = button(closeText, 'quiet close', () => root.close())
  const head = element('div', 'head')
  head.append(heading, close)
  const body = element('div', 'inside')
  root.append(head, body)
  document.body.append(root)
  root.addEventListener('close', () => { root.remove(); closed?.() })
  root.showModal()
  return { root, body, close: () => root.close() }
}

export function button(text: string, name: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(element('button', name) as HTMLButtonElement, { type: 'button', textContent: text })
  made.addEventListener('click', act)
  return made
}

interface Asked { name: string; label: string; value?: string; hint?: string; type?: string; rows?: number; required?: boolean }

let asked = 0

/** A field with its label; what is wrong with it is said by `wrong`. */
export function askedField({ name, label, value = '', hint, type = 'text', rows, required = false }: Asked) {
  const id = `asked-${name}-${++asked}`
  const field = element('div', 'field')
  const input = element(rows ? 'textarea' : 'input') as HTMLInputElement | HTMLTextAreaElement
  Object.assign(input, { id, name, value, required, ...(rows ? { rows } : { type }) })
  const labelled = Object.assign(element('label') as HTMLLabelElement, { htmlFor: id, textContent: label })
  const said = Object.assign(element('p', 'hint'), { id: `${id}-hint`, textContent: hint ?? '' })
  const error = Object.assign(element('p', 'error'), { id: `${id}-error`, hidden: true })
  if (hint) input.setAttribute('aria-describedby', said.id)
  field.append(labelled, ...(hint ? [said] : []), error, input)
  return {
    field, input,
    wrong(text: string | undefined) {
      error.hidden = !text
      error.textContent = text ?? ''
      input.toggleAttribute('aria-invalid', false)
      if (!text) return
      input.setAttribute('aria-invalid', 'true')
      input.setAttribute('aria-describedby', [hint ? said.id : '', error.id].filter(Boolean).join(' '))
      input.focus()
    },
  }
}

interface Questions { title: string; closeText: string; doText: string; fields: Asked[]; /** What is wrong, by field; nothing where all is well, and the dialog closes. */ done: (values: Record<string, string>) => Record<string, string> | undefined; more?: HTMLElement[]; closed?: () => void }

/** A dialog that asks for a few words. */
export function ask({ title, closeText, doText, fields, done, more = [], closed }: Questions): Dialog {
  const dialog = openDialog({ title, closeText, ...(closed ? { closed } : {}) })
  const form = element('form', 'form') as HTMLFormElement
  form.noValidate = true
  const made = fields.map(askedField)
  const actions = element('div', 'actions')
  const submit = Object.assign(element('button', 'button') as HTMLButtonElement, { type: 'submit', textContent: doText })
  actions.append(submit, ...more)
  form.append(...made.map(({ field }) => field), actions)
  // None of these texts has lines.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLTextAreaElement)) return
    event.preventDefault()
    form.requestSubmit()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const wrong = done(Object.fromEntries(made.map(({ input }) => [input.name, input.value.trim()])))
    if (!wrong) return dialog.close()
    for (const one of made) one.wrong(wrong[one.input.name])
  })
  dialog.body.append(form)
  made[0]?.input.focus()
  return dialog
}
