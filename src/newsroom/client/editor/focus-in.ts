/** Who is on the way through a list stays where they are when it is made anew: at the same button of the same entry, or where that was. */
export function focusIn(list: HTMLElement): { again(): HTMLButtonElement | undefined } | undefined {
  const all = () => [...list.querySelectorAll('button')]
  const nameOf = (button: HTMLButtonElement) => {
    const entry = button.closest<HTMLElement>('[data-one]')
    return `${entry?.dataset.one ?? ''} ${[...(entry?.querySelectorAll('button') ?? [])].indexOf(button)}`
  }
  const at = all().findIndex((button) => button === document.activeElement)
  const focused = all()[at]
  if (!focused) return undefined
  const name = nameOf(focused)
  return {
    again() {
      const now = all()
      const away = (button: HTMLButtonElement) => Math.abs(now.indexOf(button) - at)
      return now.filter((button) => nameOf(button) === name).sort((a, b) => away(a) - away(b))[0] ?? now[Math.min(at, now.length - 1)]
    },
  }
}
