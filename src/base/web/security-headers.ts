// What every answer says to the browser. A page needs nothing from elsewhere, so nothing from elsewhere is allowed.
const policy = [
  "default-src 'none'", "img-src 'self' data:", "style-src 'self'", "script-src 'self'", "font-src 'self'", "connect-src 'self'", "manifest-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'self'",
].join('; ')

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
}

/** The header by which a page with embeds names where their frames may come from: `printed(…, { headers: contentSecurity({ frames }) })`. */
export function contentSecurity({ frames }: { frames: readonly string[] }): Record<string, string> {
  return { 'content-security-policy': `frame-src ${frames.join(' ')}` }
}

/**
 * Adds them to an answer. A policy of the answer's own is put behind ours and cannot loosen it, since of two directives
 * with one name the first counts.
 */
export function secured(response: Response): Response {
  const own = response.headers.get('content-security-policy')
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
  if (own) response.headers.set('content-security-policy', `${policy}; ${own}`)
  return response
}
