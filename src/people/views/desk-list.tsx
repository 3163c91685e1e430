// How the desk shows lists: a table that becomes a list of entries on a phone, filters above it, paging below.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'

export interface Column<Row> {
  label: string
  cell: (row: Row) => Child
  /** What the row is called by. */
  names?: boolean
  numeric?: boolean
}
interface DataTableProps<Row> {
  /** What is listed, for those who do not see the page around it. */
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  /** What is said when there is none. */
  empty: Child
}

// The roles are said because a table that is set as a list loses its own.
export function DataTable<Row>({ caption, columns, rows, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return <p class="nothing">{empty}</p>
  return (
    <table class="data" role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">{columns.map((column) => <th scope="col" role="columnheader" class={column.numeric ? 'numeric' : undefined}>{column.label}</th>)}</tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row">{columns.map((column) => <Cell column={column}>{column.cell(row)}</Cell>)}</tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({ column: { label, names, numeric }, children }: { column: Column<Row>; children: Child }) {
  if (names) return <th scope="row" role="rowheader">{children}</th>
  return <td role="cell" class={numeric ? 'numeric' : undefined} data-label={label}>{children}</td>
}

/** A form that asks again with other filters: its fields are its children. It is a GET, so that what was found has an address. */
export function Filters({ t, action, children }: { t: T; action: string; children: Child }) {
  return (
    <form class="filters" method="get" action={action} role="search" aria-label={t('desk.filters')}>
      {children}
      <button class="quiet">{t('desk.filter')}</button>
    </form>
  )
}

interface PagingProps { t: T; /** Addresses of the first page, of the one before and of the one after this one, as far as there are such. */ newest?: string | undefined; newer?: string | undefined; older?: string | undefined }

export function Paging({ t, newest, newer, older }: PagingProps) {
  if (newest === undefined && newer === undefined && older === undefined) return null
  return (
    <nav class="paging" aria-label={t('list.pages')}>
      {newest === undefined ? null : <a href={newest}>{t('desk.newest')}</a>}
      {newer === undefined ? null : <a rel="prev" href={newer}>{t('desk.newer')}</a>}
      {older === undefined ? null : <a rel="next" href={older}>{t('desk.older')}</a>}
    </nav>
  )
}
