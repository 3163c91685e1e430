// Passkeys: fills in the forms that need one, where the browser knows how. A form that stays hidden is not missed: there
// is always another way.

const able = typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential && 'toJSON' in PublicKeyCredential.prototype

if (able) {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void fill(form)
    })
  }
  for (const note of document.querySelectorAll<HTMLElement>('[data-passkey-missing]')) note.hidden = true
}

async function fill(form: HTMLFormElement) {
  const failed = form.querySelector<HTMLElement>('[role=alert]')!
  const button = form.querySelector('button')!
  failed.hidden = true
  button.disabled = true
  try {
    const { token, options } = await begun(form.dataset.ceremonies!)
    const credential = form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
    field(form, 'token').value = token
    field(form, 'credential').value = JSON.stringify((credential as PublicKeyCredential).toJSON())
    form.submit()
  } catch {
    // Given up, timed out, no passkey here, or too often: the words are the same.
    failed.hidden = false
    button.disabled = false
  }
}

async function begun(address: string) {
  const response = await fetch(address, { method: 'POST' })
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement
}
