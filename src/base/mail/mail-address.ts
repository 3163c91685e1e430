/**
 * Whether a text is one mail address as it can stand in the head of a mail and in what is said to a mail server, and
 * cannot be taken for two, or for a line more. Quoted local parts, which nobody has, are none.
 */
export function isMailAddress(text: string): boolean {
  const [, local = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(text) ?? []
  return text.length <= 254 && local.length <= 64 && /^[^\s\p{Cc}\p{Cf}<>()[\]\\,;:"]+$/u.test(local) && /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?$/u.test(domain) && !domain.includes('..')
}
