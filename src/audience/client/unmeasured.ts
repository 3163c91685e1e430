// The reader's choice not to be counted in this browser. It is kept there, in the browser's own store, and sent to no one.
const kept = 'litfass.unmeasured'
const worker = '/unmeasured.js'

const place = document.querySelector<HTMLElement>('[data-unmeasured]')
const button = place?.querySelector('button')
const status = place?.querySelector('[role=status]')

function isChosen(): boolean {
  try {
    return localStorage.getItem(kept) !== null
  } catch {
    return false
  }
}

/** Whether the browser lets a script of the paper answer for the image; a private window may not. */
async function isImageStopped(): Promise<boolean> {
  try {
    return (await navigator.serviceWorker.getRegistration('/')) !== undefined
  } catch {
    return false
  }
}

async function leaveOut(): Promise<void> {
  localStorage.setItem(kept, '1')
  await navigator.serviceWorker.register(worker, { scope: '/' })
}

async function countAgain(): Promise<void> {
  localStorage.removeItem(kept)
  await (await navigator.serviceWorker.getRegistration('/'))?.unregister()
}

async function show() {
  if (!place || !button || !status) return
  const [chosen, stopped] = [isChosen(), await isImageStopped()]
  const words = place.dataset
  status.textContent = (chosen && stopped ? words.out : chosen ? words.half : words.counted) ?? ''
  button.textContent = (chosen ? words.again : words.leave) ?? ''
}

if (place && button) {
  button.addEventListener('click', async () => {
    button.disabled = true
    // What the browser refuses shows in what is said then.
    await (isChosen() ? countAgain() : leaveOut()).catch(() => {})
    await show()
    button.disabled = false
  })
  place.hidden = false
  document.querySelector('.scriptless')?.remove()
  await show()
}

export {}
