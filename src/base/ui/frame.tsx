// The frame is what every page of the paper has in common: masthead, navigation, foot, and the image that counts.
import type { Child } from 'hono/jsx'
import { paths, url } from '../../urls.ts'
import { langOf, type T } from '../i18n/i18n.ts'
import { assetUrl } from '../web/assets.ts'
import { colours } from './colours.ts'
import { StatutoryLink } from './statutory.tsx'
import { TextSize } from './text-size.tsx'

export interface FrameFacts {
  paper: { name: string; claim: string; language: string; time_zone: string; mark_picture_id: number | null }
  sections: { slug: string; name: string }[]
  /** Whether everybody may see how much is read. */
  has_statistics?: boolean
}
interface FrameProps {
  facts: FrameFacts
  /** Speaks the language of the page; the names of paper and sections stay in the paper's. */
  t: T
  title: string
  description?: string
  /** The slug of the section the page belongs to. */
  current?: string
  /** The front page sets the paper's name large, as the page's first heading. */
  front?: boolean
  /** When the edition shown was last added to. */
  edition?: Date | null
  /** The article's number, for counting; none on other pages. */
  article?: number
  /** An appeal stands on it, for counting. */
  asks?: boolean
  /** Whether who opens it is counted as a reader. */
  isCounted?: boolean
  scripts?: string[]
  /** What else the page says of itself to machines: its address, its feeds, its picture. */
  head?: Child
  children: Child
}

export function Frame({ facts, t, title, description, current, front = false, edition, article = 0, asks = false, isCounted = true, scripts = [], head, children }: FrameProps) {
  return (
    <Blank facts={facts} t={t} title={title} scripts={scripts} {...(description ? { description } : {})} head={<><script type="module" async src={assetUrl('text-size.js')} />{isCounted ? <script type="module" src={assetUrl('measure.js')} /> : null}{head}</>}>
      <Masthead facts={facts} t={t} current={current} front={front} edition={edition ?? null} />
      <main id="content" class={front ? 'page front' : 'page'}>{children}</main>
      <Foot facts={facts} t={t} />
      {isCounted ? <img class="seen" src={`${paths.seen}?${asks ? 'asks=1&' : ''}a=${article}`} width="1" height="1" alt="" /> : null}
    </Blank>
  )
}

type BlankProps = Pick<FrameProps, 'facts' | 't' | 'title' | 'description' | 'scripts' | 'head' | 'children'> & { /** Beside the one of all pages. */ styles?: string[] }

/** A page on which nothing stands yet but the way to its content, which is to have the id `content`. */
export function Blank({ facts: { paper }, t, title, description, scripts = [], styles = [], head, children }: BlankProps) {
  return (
    <html lang={t.language}>
      <head>
        <meta charset="utf-8" />
        <title>{title === paper.name ? title : `${title} | ${paper.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {description ? <meta name="description" content={description} /> : null}
        {(['light', 'dark'] as const).map((scheme) => <meta name="theme-color" content={colours[scheme].paper} media={`(prefers-color-scheme: ${scheme})`} />)}
        <link rel="preload" href={assetUrl('newsreader.woff2')} as="font" type="font/woff2" crossorigin="" />
        <Mark isPicture={paper.mark_picture_id !== null} />
        {['style.css', ...styles].map((name) => <link rel="stylesheet" href={assetUrl(name)} />)}
        {head}
        {scripts.map((name) => <script type="module" src={assetUrl(name)} />)}
      </head>
      <body>
        <a class="skip" href="#content">{t('frame.skip')}</a>
        {children}
      </body>
    </html>
  )
}

// A browser that reads SVG takes the drawing; where the mark is a picture there is none.
function Mark({ isPicture }: { isPicture: boolean }) {
  return (
    <>
      <link rel="icon" href={paths.favicon} sizes="48x48" />
      {isPicture ? <link rel="icon" href={paths.icon192} type="image/png" sizes="192x192" /> : <link rel="icon" href={paths.icon} type="image/svg+xml" sizes="any" />}
      <link rel="apple-touch-icon" href={paths.touchIcon} />
      <link rel="manifest" href={paths.manifest} />
    </>
  )
}

interface MastheadProps { facts: FrameFacts; t: T; current: string | undefined; front: boolean; edition: Date | null }

function Masthead({ facts: { paper, sections }, t, current, front, edition }: MastheadProps) {
  const lang = langOf(paper, t)
  const wordmark = <a class={`wordmark ${width(paper.name)}`} href={paths.front} lang={lang}>{paper.name}</a>
  return (
    <header class={front ? 'masthead page' : 'masthead inner page'}>
      <div class="ears small">
        <p>{edition ? <time datetime={edition.toISOString()}>{t.longDate(edition, paper.time_zone)}</time> : null}</p>
        <ul>
          <li><a href={paths.search}>{t('search.title')}</a></li>
          <li><a href={paths.saved}>{t('saved.title')}</a></li>
          <li><TextSize t={t} /></li>
          <li><a href={paths.support}>{t('frame.support')}</a></li>
          <li><a href={paths.account}>{t('account.title')}</a></li>
        </ul>
      </div>
      {front ? <h1>{wordmark}</h1> : wordmark}
      {sections.length > 0 ? (
        <nav class="sections" aria-label={t('frame.sections')}>
          <ul lang={lang}>
            {sections.map(({ slug, name }) => (
              <li><a href={url(paths.section, { slug })} aria-current={slug === current ? 'true' : undefined}>{name}</a></li>
            ))}
          </ul>
        </nav>
      ) : null}
    </header>
  )
}

// A long name must still fit the phone in one line.
function width(name: string): string {
  return name.length > 32 ? 'longest' : name.length > 22 ? 'long' : ''
}

function Foot({ facts: { paper, has_statistics }, t }: { facts: FrameFacts; t: T }) {
  const page = (slug: string) => url(paths.section, { slug })
  const lang = langOf(paper, t)
  return (
    <footer class="foot page">
      <div class="cols">
        <div class="w6" lang={lang}><h2>{paper.name}</h2><p>{paper.claim}</p></div>
        <div>
          <h2>{t('frame.paper')}</h2>
          <ul>
            <li><a href={paths.search}>{t('search.title')}</a></li>
            <li><a href={page('about')}>{t('frame.about')}</a></li>
            <li><a href={paths.archive}>{t('archive.title')}</a></li>
            <li><a href={page('netiquette')}>{t('frame.netiquette')}</a></li>
            <li><a href={paths.feeds}>{t('frame.feeds')}</a></li>
            {has_statistics ? <li><a href={paths.statistics}>{t('frame.statistics')}</a></li> : null}
          </ul>
        </div>
        <div>
          <h2>{t('frame.support_title')}</h2>
          <ul><li><a href={paths.support}>{t('frame.support_paper', { paper: paper.name })}</a></li></ul>
        </div>
      </div>
      <ul class="law">
        <li><a href={page('imprint')}>{t('frame.imprint')}</a></li>
        <li><a href={page('privacy')}>{t('frame.privacy')}</a></li>
        <li><a href={page('accessibility')}>{t('frame.accessibility')}</a></li>
        <li><StatutoryLink words="cancel" href={paths.cancel} t={t} /></li>
        <li><StatutoryLink words="withdraw" href={paths.withdraw} t={t} /></li>
      </ul>
    </footer>
  )
}
