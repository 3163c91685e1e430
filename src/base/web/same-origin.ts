// A form on another site must not be able to act in a reader's name.

/**
 * True when a write was certainly caused by another site: by Sec-Fetch-Site, or by Origin where a browser does not send
 * that (older ones, and http:// beyond localhost). A request with neither was sent by no browser, and carries no
 * reader's cookie but one its sender holds anyway.
 */
export function isForeign({ site, origin, host }: { site: string | undefined; origin: string | undefined; host: string | undefined }): boolean {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  if (origin === undefined) return false
  return URL.parse(origin)?.host !== host?.toLowerCase()
}
