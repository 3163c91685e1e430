// Whoever types in the plain form because the editor did not come, is there: that is said now and then, so that the lock on the
// article is theirs until they save. Where the editor takes the form over there is nothing to lock, and what was locked is given back.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-lock]')) keep(form)

function keep(form: HTMLFormElement) {
  const { lock = '', lockEnd = '' } = form.dataset
  const [soonMs, eachMs] = [15_000, 120_000]
  let [typedAt, saidAt, isAsked] = [0, 0, false]
  const tell = (address: string) => void fetch(address, { method: 'POST', redirect: 'manual' }).catch(() => {})
  const look = () => {
    isAsked = false
    if (form.classList.contains('taken')) {
      if (saidAt > 0) tell(lockEnd)
    } else if (typedAt > saidAt) {
      saidAt = Date.now()
      tell(lock)
      later(eachMs)
    }
  }
  const later = (ms: number) => {
    if (isAsked) return
    isAsked = true
    setTimeout(look, ms)
  }
  form.addEventListener('input', () => {
    typedAt = Date.now()
    if (!form.classList.contains('taken')) later(saidAt === 0 ? soonMs : eachMs)
  })
}
