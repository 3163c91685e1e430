// The frame of a reader's own pages.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { FrameFacts } from '../../base/ui/frame.tsx'
import { paths } from '../../urls.ts'
import type { AccountPart } from '../account-parts.ts'
import type { Reader } from '../session.ts'
import { PartsFrame } from './parts-frame.tsx'

interface AccountFrameProps {
  facts: FrameFacts
  t: T
  who: Reader
  parts: readonly AccountPart[]
  title: string
  /** The path of the part that the page belongs to. */
  current: string
  scripts?: string[]
  children: Child
}

export function AccountFrame({ t, who, parts, scripts = [], ...rest }: AccountFrameProps) {
  const ways = [...parts.map(({ path, label }) => ({ path, label: t(label) })), ...(who.roles.length > 0 ? [{ path: paths.desk, label: t('account.desk') }] : [])]
  return <PartsFrame t={t} scripts={['known.js', ...scripts]} parts={{ label: t('account.parts'), bearer: who.name, ways, leaving: { path: paths.signOut, label: t('account.sign_out') } }} {...rest} />
}
