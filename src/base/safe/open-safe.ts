import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { safeOf, type Safe } from './safe.ts'
export function openSafe({ data }: { data: string }): Safe {
  const path = join(data, 'safe.key')
  mkdirSync(data, { recursive: true })
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600 })
  return safeOf([readFileSync(path)])
}
