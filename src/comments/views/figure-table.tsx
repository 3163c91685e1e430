import type { Child } from 'hono/jsx'

interface TableProps { caption: string; head: string[]; rows: { name: Child; cells: Child[] }[]; /** What is said where there is no row. */ empty: string }

/** A table of figures, each row with a name. It can be moved sideways where it is wider than the page. */
export function FigureTable({ caption, head: [first, ...head], rows, empty }: TableProps) {
  if (rows.length === 0) return <p class="no-figures"><b>{caption}</b> {empty}</p>
  return (
    <div class="table figures" tabindex={0} role="region" aria-label={caption}>
      <table>
        <caption><span>{caption}</span></caption>
        <thead><tr><th scope="col">{first}</th>{head.map((label) => <th scope="col" class="numeric">{label}</th>)}</tr></thead>
        <tbody>{rows.map(({ name, cells }) => <tr><th scope="row">{name}</th>{cells.map((cell) => <td class="numeric">{cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}
