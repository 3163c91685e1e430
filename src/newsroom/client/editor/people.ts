// Who did something and when, as it is kept and as it is told.

/** A name that nobody else has given. */
export function newId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 20)
}

export function nowText(): string {
  return new Date().toISOString()
}

/** A moment in the language of the page. */
export function told(at: string): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? '' : time.toLocaleString(document.documentElement.lang, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
}
