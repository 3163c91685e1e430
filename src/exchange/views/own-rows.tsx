// Headings and lines of a page that stands alone.
import type { T } from '../../base/i18n/i18n.ts'
import { Paragraphs } from '../../base/ui/paragraphs.tsx'

export const style = `body{font:1.0625rem/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1,h2,h3{line-height:1.25}h2{border-top:3px solid;padding-top:.5rem;margin-top:2.5rem}h3{font-size:1.0625rem;margin-bottom:0}
p.small{font:.875rem/1.5 sans-serif;margin:0}blockquote{margin:.5rem 0 1.5rem;padding-left:1rem;border-left:1px solid;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){body{color:#eee;background:#111}a{color:inherit}}`

export interface Line { at: Date | null; what: string; words?: (string | null)[] }

/** A heading with its lines; without any, what is said in their place. */
export function Part({ title, none, lines, t, zone }: { title: string; none: string; lines: Line[]; t: T; zone: string }) {
  return <><h2>{title}</h2>{lines.length > 0 ? lines.map((line) => <Row {...line} t={t} zone={zone} />) : <p>{none}</p>}</>
}

function Row({ at, what, words = [], t, zone }: Line & { t: T; zone: string }) {
  return (
    <>
      <p class="small">{[at ? t.dateTime(at, zone) : '', what].filter(Boolean).join(' · ')}</p>
      {words.flatMap((text) => (text ? [<blockquote><Paragraphs text={text} /></blockquote>] : []))}
    </>
  )
}
