// The frame of the desk's pages: whose desk it is, its parts, and the page's name as its first heading.
import type { Child } from 'hono/jsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Blank, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { paths } from '../../urls.ts'
import type { DeskPart } from '../desk-parts.ts'
import type { Reader } from '../session.ts'

/** A way to a page, perhaps with how many wait there. */
export interface Way { path: string; label: string; count?: number | undefined }

interface DeskFrameProps {
  facts: FrameFacts
  t: T
  who: Reader
  /** Those that who asks may enter; see desk.ts. */
  parts: readonly DeskPart[]
  title: string
  /** The path of the part that the page belongs to. */
  current: string
  /** The pages of this part, and on which one this is; its path, or none of them. */
  pages?: { all: Way[]; current: string }
  /** The page that this one is below. */
  back?: Way
  scripts?: string[]
  head?: Child
  children: Child
}

export function DeskFrame({ facts, t, who, parts, title, current, pages, back, scripts = [], head, children }: DeskFrameProps) {
  const { paper } = facts
  return (
    <Blank facts={facts} t={t} title={title} scripts={scripts} styles={['desk.css']} head={<><NotIndexed />{head}</>}>
      <header class="desk-head page">
        <div class="whose">
          <a class="name" href={paths.front} lang={langOf(paper, t)}>{paper.name}</a>
          <p><a href={paths.account}>{who.name}</a></p>
          <form method="post" action={paths.signOut}><button class="quiet">{t('desk.sign_out')}</button></form>
        </div>
        <Ways label={t('desk.parts')} ways={parts.map(({ path, label }) => ({ path, label: t(label) }))} current={current} className="sections" />
      </header>
      <main id="content" class="page desk">
        {back ? <p class="back"><a href={back.path}>{back.label}</a></p> : null}
        <h1>{title}</h1>
        {pages ? <Ways label={t('desk.pages', { title: partName({ parts, current, t }) })} ways={pages.all} current={pages.current} className="desk-pages" /> : null}
        {children}
      </main>
    </Blank>
  )
}

interface WaysProps { label: string; ways: Way[]; current: string; className: string }

function Ways({ label, ways, current, className }: WaysProps) {
  return (
    <nav class={className} aria-label={label}>
      <ul>
        {ways.map((way) => (
          <li><a href={way.path} aria-current={way.path === current ? 'page' : undefined}>{way.label}{way.count === undefined ? null : <> <span class="count">{way.count}</span></>}</a></li>
        ))}
      </ul>
    </nav>
  )
}

function partName({ parts, current, t }: Pick<DeskFrameProps, 'parts' | 'current' | 't'>): string {
  const part = parts.find(({ path }) => path === current)
  return part ? t(part.label) : ''
}
