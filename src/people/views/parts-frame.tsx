// The frame of pages that belong to somebody: whose they are, which parts there are, and the way out.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'

export interface PartsFrameProps {
  facts: FrameFacts
  t: T
  title: string
  /** What the parts are of, for those who do not see them; null where nobody is known yet: then there are none. */
  parts: { label: string; bearer: string; ways: readonly { path: string; label: string }[]; leaving: { path: string; label: string } } | null
  /** The path of the part that the page belongs to. */
  current: string
  scripts: readonly string[]
  children: Child
}

export function PartsFrame({ facts, t, title, parts, current, scripts, children }: PartsFrameProps) {
  return (
    <Frame facts={facts} t={t} title={title} scripts={[...scripts]} head={<NotIndexed />}>
      <div class="account">
        {parts ? (
          <nav class="parts" aria-label={parts.label}>
            <p class="bearer" aria-hidden="true">{parts.bearer}</p>
            <ul>{parts.ways.map(({ path, label }) => <li><a href={path} aria-current={path === current ? 'page' : undefined}>{label}</a></li>)}</ul>
            <form method="post" action={parts.leaving.path}><button class="quiet">{parts.leaving.label}</button></form>
          </nav>
        ) : null}
        <div class="own">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
    </Frame>
  )
}
