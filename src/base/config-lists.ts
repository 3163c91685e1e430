// Settings that are lists, parted by commas; undefined for what is none.
import ipaddr from 'ipaddr.js'
import type { Range } from './config.ts'

export function headerPairs(text: string): Record<string, string> | undefined {
  const pairs = text.split(',').filter((pair) => pair.trim()).map((pair) => /^\s*([\w-]+)\s*=\s*([\x20-\x7e]*?)\s*$/.exec(pair))
  try {
    return Object.fromEntries(pairs.map((found) => [found?.[1] ?? fail(), decodeURIComponent(found?.[2] ?? '')]))
  } catch {
    return undefined
  }
}

export function hosts(text: string): string[] | undefined {
  const named = text.split(/[\s,]+/).filter(Boolean)
  return named.every((host) => URL.parse(`http://${host}`)?.host === host) ? named : undefined
}

export function ranges(text: string): Range[] | undefined {
  try {
    return text.split(/[\s,]+/).filter(Boolean).map((one) => (one.includes('/') ? ipaddr.parseCIDR(one) : wholeAddress(one)))
  } catch {
    return undefined
  }
}

function wholeAddress(text: string): Range {
  // The library takes a bare number for an address.
  if (!/[.:]/.test(text)) throw new Error('no address')
  const address = ipaddr.parse(text)
  return [address, address.kind() === 'ipv6' ? 128 : 32]
}

function fail(): never {
  throw new Error('no pair')
}
