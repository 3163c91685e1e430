// The frame of a reader's own pages: whose they are, which there are, and the way out.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { paths } from '../../urls.ts'
import type { AccountPart } from '../account-parts.ts'
import type { Reader } from '../session.ts'

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

export function AccountFrame({ facts, t, who, parts, title, current, scripts = [], children }: AccountFrameProps) {
  return (
    <Frame facts={facts} t={t} title={title} scripts={['known.js', ...scripts]} head={<NotIndexed />}>
      <div class="account">
        <nav class="parts" aria-label={t('account.parts')}>
          <p class="bearer" aria-hidden="true">{who.name}</p>
          <ul>
            {parts.map(({ path, label }) => <li><a href={path} aria-current={path === current ? 'page' : undefined}>{t(label)}</a></li>)}
            {who.roles.length > 0 ? <li><a href={paths.desk}>{t('account.desk')}</a></li> : null}
          </ul>
          <form method="post" action={paths.signOut}><button class="quiet">{t('account.sign_out')}</button></form>
        </nav>
        <div class="own">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
    </Frame>
  )
}
