// Plots of what changes in time, drawn on the server: a line over its area, and bars that stand on each other, up and down. Each is
// drawn twice, for a wide page and for a phone, so that its words can be read on both; style shows one of them. What is which
// is told by lightness and hatching and by words beside, never by hue.
import type { Child } from 'hono/jsx'

/** How an area is filled: in the accent whole, hatched or light; in ink whole or hatched. */
export type Look = 'full' | 'hatched' | 'light' | 'ink' | 'ink-hatched'

interface Size { name: 'wide' | 'narrow'; width: number; height: number; /** So many labels stand below it at most. */ labels: number }
const sizes: readonly Size[] = [{ name: 'wide', width: 620, height: 260, labels: 7 }, { name: 'narrow', width: 330, height: 220, labels: 4 }]
const [above, below, right] = [14, 28, 10]

interface Axis { lowest: number; highest: number; steps: number[] }

/** Round numbers from below the lowest to above the highest value, nought among them. */
export function axisOf(lowest: number, highest: number): Axis {
  const span = Math.max(1, Math.max(0, highest) - Math.min(0, lowest))
  const size = 10 ** Math.floor(Math.log10(span / 3))
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => span / (one * size) <= 4) ?? 10) * size)
  const [first, last] = [Math.floor(Math.min(0, lowest) / step), Math.max(Math.ceil(Math.max(0, highest) / step), lowest < 0 ? 0 : 1)]
  return { lowest: first * step, highest: last * step, steps: Array.from({ length: last - first + 1 }, (_, n) => (first + n) * step) }
}

/** The hatchings. Once on a page that has plots. */
export function PlotPatterns() {
  return (
    <svg class="plot-patterns" width="0" height="0" aria-hidden="true">
      {(['hatched', 'ink-hatched'] as const).map((look) => (
        <pattern id={`plot-${look}`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="plot-ground" width="5" height="5" /><rect class={look === 'hatched' ? 'filled' : 'inked'} width="2.2" height="5" />
        </pattern>
      ))}
    </svg>
  )
}

interface FrameProps { id: string; title: string; /** What it shows in a sentence, for those who do not see it. */ summary: string; /** Shown above it. */ caption: Child; keys?: { label: string; look: Look | 'line' | 'dashed' }[]; table_label: string; table: Child }
interface Drawn { size: Size; x: (n: number) => number; y: (value: number) => number; each: number }
interface DrawProps extends FrameProps { axis: Axis; labels: string[]; written: (value: number) => string; /** Marks the nought, too, where bars hang below it. */ draw: (drawn: Drawn) => Child }

function SeriesPlot({ id, title, summary, caption, keys = [], table_label, table, axis, labels, written, draw }: DrawProps) {
  const left = 14 + 8 * Math.max(2, ...axis.steps.map((at) => written(at).length))
  return (
    <figure class="plot series">
      <figcaption>{caption}</figcaption>
      {keys.length > 0 ? <ul class="plot-keys">{keys.map(({ label, look }) => <li><Swatch look={look} /> {label}</li>)}</ul> : null}
      {sizes.map((size) => {
        const each = (size.width - left - right) / Math.max(1, labels.length)
        const y = (value: number) => round(size.height - below - ((value - axis.lowest) / (axis.highest - axis.lowest)) * (size.height - above - below))
        const every = Math.ceil(labels.length / size.labels)
        const drawn: Drawn = { size, each, y, x: (n) => round(left + (n + 0.5) * each) }
        return (
          <svg class={size.name} viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby={`${id}-${size.name}`} aria-describedby={`${id}-${size.name}-says`}>
            <title id={`${id}-${size.name}`}>{title}</title>
            <desc id={`${id}-${size.name}-says`}>{summary}</desc>
            {axis.steps.map((at) => <><line class={at === 0 ? 'axis' : 'grid'} x1={left} x2={size.width - right} y1={y(at)} y2={y(at)} /><text x={left - 8} y={y(at) + 5} text-anchor="end">{written(at)}</text></>)}
            {labels.map((label, n) => (n % every === 0 && label !== '' ? <text x={drawn.x(n)} y={size.height - 7} text-anchor={anchor(drawn.x(n), size)}>{label}</text> : null))}
            {draw(drawn)}
          </svg>
        )
      })}
      <details><summary>{table_label}</summary>{table}</details>
    </figure>
  )
}

/** A word at the edge would leave the drawing. */
function anchor(x: number, { width }: Size): 'middle' | 'end' {
  return x > width - 26 ? 'end' : 'middle'
}

function Swatch({ look }: { look: Look | 'line' | 'dashed' }) {
  const isLine = look === 'line' || look === 'dashed'
  return <svg class="swatch" viewBox="0 0 20 12" aria-hidden="true">{isLine ? <line class={look} x1="0" x2="20" y1="6" y2="6" /> : <rect {...filling(look)} x="0.5" y="0.5" width="19" height="11" />}</svg>
}

/** Patterns are named by attribute: in a style sheet their address would be looked for elsewhere. */
function filling(look: Look): { class: string; fill?: string } {
  if (look === 'hatched') return { class: 'edged', fill: 'url(#plot-hatched)' }
  if (look === 'ink-hatched') return { class: 'ink-edged', fill: 'url(#plot-ink-hatched)' }
  return { class: look === 'full' ? 'filled' : look === 'ink' ? 'inked' : 'filled edged faint' }
}

interface LineProps extends FrameProps { labels: string[]; /** Of each point, what is said of it where a pointer rests. */ told: string[]; values: number[]; /** To be compared with; null where there is none. */ beside?: (number | null)[] | undefined; written: (value: number) => string }

/** One value after the other, over its area, perhaps with another line beside. */
export function LinePlot({ values, beside, told, ...framed }: LineProps) {
  const axis = axisOf(0, Math.max(0, ...values, ...(beside ?? []).map((value) => value ?? 0)))
  const draw = ({ size, x, y, each }: Drawn) => {
    const path = values.map((value, n) => `${n === 0 ? 'M' : 'L'}${x(n)} ${y(value)}`).join('')
    const [begin, end] = [x(0), x(values.length - 1)]
    return (
      <>
        {values.length > 1 ? <path class="filled area" d={`${path}L${end} ${y(0)}L${begin} ${y(0)}Z`} /> : null}
        {beside ? <path class="dashed" d={broken(beside, { x, y })} /> : null}
        {values.length > 1 ? <path class="line" d={path} /> : null}
        {values.map((value, n) => (
          <g>
            <title>{told[n]}</title>
            <rect class="touch" x={round(x(n) - each / 2)} y={above} width={round(each)} height={size.height - above - below} />
            {n === values.length - 1 || each > 24 ? <circle class="filled" cx={x(n)} cy={y(value)} r={n === values.length - 1 ? 4 : 2.5} /> : null}
          </g>
        ))}
      </>
    )
  }
  return <SeriesPlot {...framed} axis={axis} draw={draw} />
}

/** A line that has gaps where there is no value. */
function broken(values: readonly (number | null)[], { x, y }: Pick<Drawn, 'x' | 'y'>): string {
  return values.map((value, n) => (value === null ? '' : `${n > 0 && values[n - 1] !== null ? 'L' : 'M'}${x(n)} ${y(value)}`)).join('')
}

/** What a bar is made of, from nought on; down: it hangs below. */
export interface Part { label: string; look: Look; down?: boolean; values: number[] }
interface BarsProps extends Omit<FrameProps, 'keys'> { labels: string[]; parts: Part[]; told: (part: Part, n: number) => string; written: (value: number) => string }

export function BarsPlot({ parts, told, ...framed }: BarsProps) {
  const reach = (down: boolean) => Math.max(0, ...framed.labels.map((_, n) => parts.filter((part) => Boolean(part.down) === down).reduce((sum, { values }) => sum + Math.max(0, values[n] ?? 0), 0)))
  const axis = axisOf(-reach(true), reach(false))
  const draw = ({ x, y, each }: Drawn) => framed.labels.map((_, n) => {
    const bar = Math.min(each * 0.72, 34)
    const ends = { up: 0, down: 0 }
    return parts.map((part) => {
      const value = Math.max(0, part.values[n] ?? 0)
      if (value === 0) return null
      const from = part.down ? -ends.down : ends.up + value
      if (part.down) ends.down += value
      else ends.up += value
      const top = y(from)
      return <rect {...filling(part.look)} x={round(x(n) - bar / 2)} y={top} width={round(bar)} height={Math.max(0.75, round(y(from - value) - top))}><title>{told(part, n)}</title></rect>
    })
  })
  return <SeriesPlot {...framed} keys={parts.map(({ label, look }) => ({ label, look }))} axis={axis} draw={draw} />
}

interface HeatProps { caption: string; head: string[]; rows: { name: string; cells: (number | null)[] }[]; written: (share: number) => string; count: (value: number) => string }

/** Shares as a table whose cells stand out the more the larger they are, most of all among the large ones. The first cell of a row says how many there are; null: there is none yet. */
export function HeatTable({ caption, head: [first, second, ...head], rows, written, count }: HeatProps) {
  return (
    <div class="table heat" tabindex={0} role="region" aria-label={caption}>
      <table>
        <caption><span>{caption}</span></caption>
        <thead><tr><th scope="col">{first}</th><th scope="col" class="numeric">{second}</th>{head.map((label) => <th scope="col" class="numeric">{label}</th>)}</tr></thead>
        <tbody>{rows.map(({ name, cells: [all, ...shares] }) => (
          <tr><th scope="row">{name}</th><td class="numeric">{count(all ?? 0)}</td>{shares.map((share) => (share === null ? <td class="none" /> : <td class={`numeric heat-${Math.round(Math.min(1, Math.max(0, share)) ** 2 * 10)}`}>{written(share)}</td>))}</tr>
        ))}</tbody>
      </table>
    </div>
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
