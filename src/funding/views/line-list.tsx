// Lines of the bank's account as the desk lists them: when, who, what they wrote, how much, and where it belongs.
import type { T } from '../../base/i18n/i18n.ts'
import { DataTable, type Column } from '../../people/views/desk-list.tsx'
import { paths, url } from '../../urls.ts'

export interface LineShown { id: number; amount: number; currency: string; booked_on: string; state: LineState; kind: LineKind; name: string; text: string; pledge_reference: string | null; supporter_name: string | null; isTwice?: boolean }
export type LineState = 'suspense' | 'proposed' | 'booked' | 'known'
export type LineKind = '' | 'transfer' | 'debit' | 'return' | 'batch' | 'fee' | 'payout' | 'refund' | 'cash' | 'other'

export function LineList({ lines, caption, empty, t }: { lines: LineShown[]; caption: string; empty: string; t: T }) {
  const columns: Column<LineShown>[] = [
    { label: t('bank.who'), names: true, cell: ({ id, name }) => <a href={url(paths.deskLine, { id: String(id) })}>{name || t('bank.nobody')}</a> },
    { label: t('bank.day'), cell: ({ booked_on }) => t.day(booked_on) },
    { label: t('bank.text'), cell: ({ text }) => shortened(text) || '–' },
    { label: t('bank.where'), cell: (line) => whereOf(line, t) },
    { label: t('bank.amount'), numeric: true, cell: ({ amount, currency }) => t.money(amount, currency) },
  ]
  return <div class="lines"><DataTable caption={caption} columns={columns} rows={lines} empty={empty} /></div>
}

/** Where a line belongs, in a few words. */
export function whereOf({ state, kind, supporter_name, pledge_reference, isTwice = false }: Pick<LineShown, 'state' | 'kind' | 'supporter_name' | 'pledge_reference' | 'isTwice'>, t: T): string {
  if (state === 'suspense') return t('bank.state.suspense')
  if (state === 'known') return t('bank.state.known')
  const whose = supporter_name || pledge_reference || ''
  if (state === 'proposed') return t(isTwice ? 'bank.state.twice' : 'bank.state.proposed', { whose })
  const what = kind === '' ? t('bank.state.booked') : t(`bank.kind.${kind}`)
  return whose ? t('bank.kind_of', { what, whose }) : what
}

function shortened(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 90 ? `${words.slice(0, 88)} …` : words
}
