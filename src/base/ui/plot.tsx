// Plots drawn on the server, without a script: in the colours of the page, light, dark and on paper. Each stands above a
// table of the same figures, for those who do not see it or want to know exactly.
import type { Child } from 'hono/jsx'

interface PlotProps { /** For those who do not see it. */ title: string; /** What stands above it. */ caption: string; /** Names the table below. */ table_label: string; table: Child; width: number; height: number; children: Child }

function Plot({ title, caption, table_label, table, width, height, children }: PlotProps) {
  return (
    <figure class="plot">
      <figcaption>{caption}</figcaption>
      <div class="drawn" tabindex={0} role="region" aria-label={title}>
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>{children}</svg>
      </div>
      <details><summary>{table_label}</summary>{table}</details>
    </figure>
  )
}

type Framed = Omit<PlotProps, 'width' | 'height' | 'children'>

/** A day, say: its usual value as a bar, its high one as a line with an end above it. Null where there is none. */
export interface Column { label: string; value: number | null; high: number | null }
interface ColumnsProps extends Framed { columns: Column[]; /** Where lines are drawn across, and what stands at them; the last one is the top. */ steps: { at: number; label: string }[]; /** Each so many columns are labelled. */ every: number }

const [left, right, above, below] = [96, 8, 12, 28]
const [width, height] = [720, 260]

export function ColumnPlot({ columns, steps, every, ...framed }: ColumnsProps) {
  const top = steps.at(-1)?.at || 1
  const y = (value: number) => round(height - below - (Math.min(value, top) / top) * (height - above - below))
  const each = (width - left - right) / Math.max(1, columns.length)
  return (
    <Plot {...framed} width={width} height={height}>
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
    </Plot>
  )
}

interface GridProps extends Framed { rows: string[]; columns: string[]; every: number; /** By row and column. */ values: number[][] }

/** A field for each row and column, the darker the more there is. */
export function GridPlot({ rows, columns, every, values, ...framed }: GridProps) {
  const most = Math.max(1, ...values.flat())
  const [each, line] = [(width - left - right) / columns.length, 26]
  const high = above + rows.length * line + below
  return (
    <Plot {...framed} width={width} height={high}>
      {rows.map((label, row) => (
        <>
          <text x={left - 8} y={above + row * line + 17} text-anchor="end">{label}</text>
          {columns.map((_, column) => {
            const value = values[row]?.[column] ?? 0
            const place = { x: round(left + column * each), y: above + row * line, width: round(each - 2), height: line - 2 }
            return <><rect class="field" {...place} />{value > 0 ? <rect class="filled" {...place} fill-opacity={round(0.12 + 0.88 * (value / most))} /> : null}</>
          })}
        </>
      ))}
      {columns.map((label, column) => (column % every === 0 ? <text x={round(left + (column + 0.5) * each)} y={high - 8} text-anchor="middle">{label}</text> : null))}
    </Plot>
  )
}

/** A share as a bar in a table's cell, beside its number. */
export function Bar({ share }: { share: number }) {
  return <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="field" width="100" height="10" /><rect class="filled" width={round(share * 100)} height="10" /></svg>
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
