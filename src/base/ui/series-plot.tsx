// Plots of what changes in time, drawn on the server: a line over its area, and bars that stand on each other, up and down. Each is
// drawn for a wide page and for a phone, and what is as wide as the page for one between, so that its words can be read on each; style shows one of them. What is which
// is told by lightness and hatching and by words beside, never by hue.
import type { Child } from 'hono/jsx'
import { letter } from './plot.tsx'
import { fitting, type Ticks } from './plot-ticks.ts'

/** How an area is filled: in the accent whole, hatched or light; in ink whole or hatched. */
export type Look = 'full' | 'hatched' | 'light' | 'ink' | 'ink-hatched'

interface Size { name: 'wide' | 'middle' | 'narrow'; width: number; height: number }
const sizes = { half: [{ name: 'wide', width: 620, height: 260 }, { name: 'narrow', width: 330, height: 220 }], whole: [{ name: 'wide', width: 1_080, height: 300 }, { name: 'middle', width: 690, height: 270 }, { name: 'narrow', width: 330, height: 220 }] } as const satisfies Record<string, readonly Size[]>
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

interface FrameProps { id: string; title: string; /** What it shows in a sentence, for those who do not see it. */ summary: string; /** Shown above it. */ caption: Child; keys?: { label: string; look: Look | 'line' | 'dashed' }[]; table_label: string; table: Child; /** Where it stands below; without it, at each so many points. */ ticks?: Ticks; /** As wide as the page, or beside another. */ breadth?: keyof typeof sizes }
interface Drawn { size: Size; x: (n: number) => number; y: (value: number) => number; each: number }
interface DrawProps extends FrameProps { axis: Axis; labels: string[]; written: (value: number) => string; /** Marks the nought, too, where bars hang below it. */ draw: (drawn: Drawn) => Child }

function SeriesPlot({ id, title, summary, caption, keys = [], table_label, table, ticks, breadth = 'half', axis, labels, written, draw }: DrawProps) {
  const left = 14 + letter * Math.max(2, ...axis.steps.map((at) => written(at).length))
  const longest = Math.max(1, ...labels.map((label) => label.length))
  return (
    <figure class={`plot series ${breadth}`}>
      <figcaption>{caption}</figcaption>
      {keys.length > 0 ? <ul class="plot-keys">{keys.map(({ label, look }) => <li><Swatch look={look} /> {label}</li>)}</ul> : null}
      {sizes[breadth].map((size) => {
        const each = (size.width - left - right) / Math.max(1, labels.length)
        const y = (value: number) => round(size.height - below - ((value - axis.lowest) / (axis.highest - axis.lowest)) * (size.height - above - below))
        const room = Math.max(2, Math.floor((size.width - left - right) / (longest * letter + 28)))
        const every = Math.ceil(labels.length / room)
        const marked = ticks ? fitting(ticks, room) : labels.flatMap((label, n) => (n % every === 0 && label !== '' ? [n] : []))
        const drawn: Drawn = { size, each, y, x: (n) => round(left + (n + 0.5) * each) }
        return (
          <svg class={size.name} viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby={`${id}-${size.name}`} aria-describedby={`${id}-${size.name}-says`}>
            <title id={`${id}-${size.name}`}>{title}</title>
            <desc id={`${id}-${size.name}-says`}>{summary}</desc>
            {axis.steps.map((at) => <><line class={at === 0 ? 'axis' : 'grid'} x1={left} x2={size.width - right} y1={y(at)} y2={y(at)} /><text x={left - 8} y={y(at) + 5} text-anchor="end">{written(at)}</text></>)}
            {marked.map((n) => <><line class="tick" x1={drawn.x(n)} x2={drawn.x(n)} y1={y(axis.lowest)} y2={y(axis.lowest) + 5} /><text x={drawn.x(n)} y={size.height - 6} text-anchor={anchor(drawn.x(n), size)}>{labels[n]}</text></>)}
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

type Value = number | null
interface LineProps extends FrameProps { labels: string[]; /** Of each point, what is said of it where a pointer rests. */ told: string[]; /** Null where nothing is known: the line has a gap there. */ values: Value[]; /** To be compared with. */ beside?: Value[] | undefined; written: (value: number) => string; /** The last value is not over yet. */ isOpen?: boolean }

/** One value after the other, over its area, perhaps with another line beside. */
export function LinePlot({ values, beside, told, isOpen = false, ...framed }: LineProps) {
  const axis = axisOf(0, Math.max(0, ...[...values, ...(beside ?? [])].map((value) => value ?? 0)))
  const last = values.findLastIndex((value) => value !== null)
  const draw = ({ size, x, y, each }: Drawn) => (
    <>
      {runsOf(values).filter(({ length }) => length > 1).map((run) => <path class="filled area" d={`${lineOf(run, { x, y })}L${x(run.at(-1)?.n ?? 0)} ${y(0)}L${x(run[0]?.n ?? 0)} ${y(0)}Z`} />)}
      {beside ? <path class="dashed" d={runsOf(beside).map((run) => lineOf(run, { x, y })).join('')} /> : null}
      {runsOf(values).map((run) => <path class="line" d={lineOf(run, { x, y })} />)}
      {framed.labels.map((_, n) => {
        const value = values[n] ?? null
        return (
          <g>
            <title>{told[n]}</title>
            <rect class="touch" x={round(x(n) - each / 2)} y={above} width={round(each)} height={size.height - above - below} />
            {value !== null && (n === last || each > 24 || isAlone(values, n)) ? <circle class={n === last && isOpen ? 'hollow' : 'filled'} cx={x(n)} cy={y(value)} r={n === last ? 4 : 2.5} /> : null}
          </g>
        )
      })}
    </>
  )
  return <SeriesPlot {...framed} axis={axis} draw={draw} />
}

/** Points that follow each other without a gap. */
function runsOf(values: readonly Value[]): { n: number; value: number }[][] {
  const runs: { n: number; value: number }[][] = []
  for (const [n, value] of values.entries()) {
    if (value === null) continue
    if (n === 0 || values[n - 1] === null) runs.push([])
    runs.at(-1)?.push({ n, value })
  }
  return runs
}

function lineOf(run: readonly { n: number; value: number }[], { x, y }: Pick<Drawn, 'x' | 'y'>): string {
  return run.map(({ n, value }, at) => `${at === 0 ? 'M' : 'L'}${x(n)} ${y(value)}`).join('')
}

/** No line leads to it. */
function isAlone(values: readonly Value[], n: number): boolean {
  return (values[n - 1] ?? null) === null && (values[n + 1] ?? null) === null
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
