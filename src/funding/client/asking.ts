// Whether this browser asks for money any more. What its owner chose lies in its own store and is sent to no one; what shows
// the appeal reads it there.
const kept = 'litfass-appeal'

function isStopped(): boolean {
  try {
    return localStorage.getItem(kept) === 'stopped'
  } catch {
    return false
  }
}

/** Whether the browser kept it. */
function keep(stopped: boolean): boolean {
  try {
    if (stopped) localStorage.setItem(kept, 'stopped')
    else localStorage.removeItem(kept)
    return isStopped() === stopped
  } catch {
    return false
  }
}

const box = document.querySelector<HTMLElement>('[data-asking]')
const part = (name: string) => box?.querySelector<HTMLElement>(`[data-${name}]`)

function show(said: { failed: boolean }) {
  if (!box) return
  box.hidden = false
  const stopped = isStopped()
  for (const [name, is] of [['stopped', stopped && !said.failed], ['asked', !stopped && !said.failed], ['failed', said.failed]] as const) {
    const one = part(name)
    if (one) one.hidden = !is
  }
}

function choose(stopped: boolean) {
  show({ failed: !keep(stopped) })
}

// The button that was pressed goes: who uses the keyboard stands on the other one.
part('stop')?.addEventListener('click', () => {
  choose(true)
  part('go-on')?.focus()
})
part('go-on')?.addEventListener('click', () => {
  choose(false)
  part('stop')?.focus()
})
if (location.hash === '#stop') choose(true)
else show({ failed: false })
addEventListener('hashchange', () => { if (location.hash === '#stop') choose(true) })
addEventListener('storage', ({ key }) => { if (key === kept || key === null) show({ failed: false }) })
export {}
