// What AWS Signature Version 4 (for S3, in the Authorization header) must be, worked out from the request as it arrived.
import { createHash, createHmac } from 'node:crypto'

export interface Signed { method: string; path: string; headers: Record<string, string> }

/** The signature that the request should carry if it was signed with this secret. */
export function signatureOf({ method, path, headers }: Signed, secret: string): string {
  const { scope, names } = authorization(headers.authorization)
  const [pathname = '', query = ''] = path.split('?')
  const canonical = [method, pathname, sortedQuery(query), ...names.map((name) => `${name}:${headers[name]?.trim()}`), '', names.join(';'), headers['x-amz-content-sha256']].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), createHash('sha256').update(canonical).digest('hex')].join('\n')
  const key = scope.reduce<string | Buffer>((so, part) => hmac(so, part), `AWS4${secret}`)
  return hmac(key, toSign).toString('hex')
}

/** What the Authorization header says: who signed, when and for what, which headers, and the signature. */
export function authorization(text = '') {
  const [, key = '', scope = '', names = '', signature = ''] = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(text) ?? []
  return { key, scope: scope.split('/'), names: names.split(';'), signature }
}

function sortedQuery(query: string): string {
  return query.split('&').filter(Boolean).map((pair) => (pair.includes('=') ? pair : `${pair}=`)).sort().join('&')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
