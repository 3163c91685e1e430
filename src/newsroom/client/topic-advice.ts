// Topics advised for an article: a tick puts one among its topics, as if it had been typed. What is advised follows the text.

/** Milliseconds between two questions. */
const pause = 10_000
let asked = 0

document.addEventListener('change', (event) => {
  const tick = event.target instanceof HTMLInputElement && event.target.name === 'suggested_topic' ? event.target : null
  const field = tick?.form?.elements.namedItem('topics')
  if (!tick || !(field instanceof HTMLInputElement)) return
  const others = field.value.split(',').map((one) => one.trim()).filter((one) => one && one !== tick.value)
  field.value = [...others, ...(tick.checked ? [tick.value] : [])].join(', ')
  field.dispatchEvent(new Event('change', { bubbles: true }))
})
document.addEventListener('focusin', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.name === 'topics') void ask()
})

async function ask() {
  const advice = document.querySelector<HTMLElement>('.topic-advice')
  if (!advice?.dataset.from || Date.now() - asked < pause || advice.querySelector(':checked')) return
  asked = Date.now()
  const answer = await fetch(advice.dataset.from).catch(() => undefined)
  if (!answer?.ok) return
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.topic-advice')
  if (next && !advice.contains(document.activeElement)) advice.replaceWith(document.importNode(next, true))
}
