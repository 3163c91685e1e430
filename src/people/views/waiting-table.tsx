import type { T } from '../../base/i18n/i18n.ts'
import type { Waiting } from '../waiting.ts'
import { DataTable } from './desk-list.tsx'

export function WaitingTable({ waiting, t }: { waiting: Waiting[]; t: T }) {
  return (
    <DataTable caption={t('desk.waiting')} rows={waiting} empty={t('desk.nothing_waits')} columns={[
      { label: t('desk.waiting'), names: true, cell: ({ path, label }) => <a href={path}>{t(label)}</a> },
      { label: t('desk.how_many'), numeric: true, cell: ({ count }) => t.number(count) },
    ]} />
  )
}
