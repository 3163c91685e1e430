// A mail address, as far as it can be judged by looking: whether it exists, only a mail can tell.
import { domainToASCII } from 'node:url'

/** The address with its domain as mail servers know it; undefined for what is none. Holds nothing that could end a line of a mail's head. */
export function mailAddressIn(text: string): string | undefined {
  const given = text.trim()
  const [, local = '', domain = ''] = (given.length <= 254 && /^([^@\s]+)@([^@\s]+)$/.exec(given)) || []
  const host = domainToASCII(domain.toLowerCase())
  const isAddress = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host)
  return isAddress && local.length <= 64 && host.length <= 190 ? `${local}@${host}` : undefined
}
