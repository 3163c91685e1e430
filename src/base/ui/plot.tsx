// Plots drawn on the server, without a script: in the colours of the page, light, dark and on paper. Each stands above a
// table of the same figures, for those who do not see it or want to know exactly. Each is drawn twice, for a wide page and for
// a phone, so that its words can be read on both; style shows one of them.
import type { Child } from 'hono/jsx'

export interface Size { name: 'wide' | 'narrow'; width: number }
const sizes = { half: [{ name: 'wide', width: 580 }, { name: 'narrow', width: 330 }], broad: [{ name: 'wide', width: 720 }, { name: 'narrow', width: 330 }] } as const satisfies Record<string, readonly Size[]>

/** How wide a word in a plot is, at most. */
export const letter = 8

interface PlotProps { /** For those who do not see it. */ title: string; /** What stands above it. */ caption: Child; /** Names the table below. */ table_label: string; table: Child; /** As wide as reading text, or beside another. */ breadth?: keyof typeof sizes; height: number; draw: (size: Size) => Child }

function Plot({ title, caption, table_label, table, breadth = 'broad', height, draw }: PlotProps) {
  return (
    <figure class={`plot series ${breadth}`}>
      <figcaption>{caption}</figcaption>
      {sizes[breadth].map((size) => <svg class={size.name} viewBox={`0 0 ${size.width} ${height}`} role="img" aria-label={title}>{draw(size)}</svg>)}
      <details><summary>{table_label}</summary>{table}</details>
    </figure>
  )
}

type Framed = Omit<PlotProps, 'height' | 'draw'>

/** A day, say: its usual value as a bar, its high one as a line with an end above it. Null where there is none. */
export interface Column { label: string; value: number | null; high: number | null }
interface ColumnsProps extends Framed { columns: Column[]; /** Where lines are drawn across, and what stands at them; the last one is the top. */ steps: { at: number; label: string }[]; /** Each so many columns are labelled. */ every: number }

const [right, above, below] = [8, 12, 28]
const height = 260

export function ColumnPlot({ columns, steps, every, ...framed }: ColumnsProps) {
  const top = steps.at(-1)?.at || 1
  const left = marginFor(steps.map(({ label }) => label))
  const y = (value: number) => round(height - below - (Math.min(value, top) / top) * (height - above - below))
  const draw = ({ width }: Size) => {
    const each = (width - left - right) / Math.max(1, columns.length)
    return (
      <>
        {steps.map(({ at, label }) => (
          <>
            <line class="grid" x1={left} x2={width - right} y1={y(at)} y2={y(at)} />
            <text x={left - 8} y={y(at) + 4} text-anchor="end">{label}</text>
          </>
        ))}
        {columns.map(({ label, value, high }, n) => {
          const [x, bar] = [round(left + n * each), round(each * 0.7)]
          const middle = round(x + bar / 2)
          return (
            <>
              {value === null ? null : <rect class="filled" x={x} y={y(value)} width={bar} height={round(height - below - y(value))} />}
              {high === null ? null : <path class="stroked" d={`M${middle} ${y(value ?? 0)}V${y(high)}M${x} ${y(high)}h${bar}`} />}
              {n % every === 0 ? <text x={middle} y={height - 8} text-anchor="middle">{label}</text> : null}
            </>
          )
        })}
        <line class="axis" x1={left} x2={width - right} y1={height - below} y2={height - below} />
      </>
    )
  }
  return <Plot {...framed} height={height} draw={draw} />
}

/** So much room do words beside a plot take. */
function marginFor(labels: readonly string[]): number {
  return 14 + letter * Math.max(2, ...labels.map((label) => label.length))
}

interface GridProps extends Framed { rows: string[]; columns: string[]; every: number; /** By row and column; null where there is nothing to tell. */ values: (number | null)[][]; /** What is said of a field where a pointer rests. */ told?: (row: number, column: number) => string; /** What the lightest and the darkest field stand for. */ scale?: [least: string, most: string] }

/** A field for each row and column, the darker the more there is. */
export function GridPlot({ rows, columns, every, values, told, scale, ...framed }: GridProps) {
  const most = Math.max(1, ...values.flat().map((value) => value ?? 0))
  const [left, line] = [marginFor(rows), 26]
  const high = above + rows.length * line + below
  const draw = ({ name, width }: Size) => {
    const each = (width - left - right) / columns.length
    const [gap, often] = name === 'narrow' ? [1, every * 2] : [2, every]
    return (
      <>
        {rows.map((label, row) => (
          <>
            <text x={left - 8} y={above + row * line + 17} text-anchor="end">{label}</text>
            {columns.map((_, column) => {
              const value = values[row]?.[column] ?? null
              const place = { x: round(left + column * each), y: above + row * line, width: round(each - gap), height: line - gap }
              return (
                <g>
                  {told && value !== null ? <title>{told(row, column)}</title> : null}
                  <rect class={value === null ? 'field empty' : 'field'} {...place} />
                  {value !== null && value > 0 ? <rect class="filled" {...place} fill-opacity={round(0.1 + 0.9 * (value / most))} /> : null}
                </g>
              )
            })}
          </>
        ))}
        {columns.map((label, column) => (column % often === 0 ? <text x={round(left + (column + 0.5) * each)} y={high - 8} text-anchor="middle">{label}</text> : null))}
      </>
    )
  }
  return <Plot {...framed} caption={scale ? <>{framed.caption} <Scale ends={scale} /></> : framed.caption} height={high} draw={draw} />
}

/** From the lightest field to the darkest. */
function Scale({ ends: [least, most] }: { ends: [string, string] }) {
  return (
    <span class="plot-scale">
      {least} <svg viewBox="0 0 100 12" aria-hidden="true">{[0, 1, 2, 3, 4].map((n) => <><rect class="field" x={n * 20} width="19" height="12" />{n > 0 ? <rect class="filled" x={n * 20} width="19" height="12" fill-opacity={round(0.1 + 0.225 * n)} /> : null}</>)}</svg> {most}
    </span>
  )
}

/** A share as a bar in a table's cell, beside its number. */
export function Bar({ share }: { share: number }) {
  return <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="field" width="100" height="10" /><rect class="filled" width={round(share * 100)} height="10" /></svg>
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
