// Two supporters side by side, and the choice of what stays.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Choice, type Option } from '../../base/ui/form.tsx'
import { paths, url } from '../../urls.ts'
import type { Compared } from '../reads/duplicates.ts'
import { sumInWords } from './own-words.ts'
import { nameOr, shortState } from './supporter-words.ts'

interface Side { one: Compared; given: string; country: string }
interface MergingProps { sides: readonly [Side, Side]; /** What was chosen, by the name of the field. */ typed: Record<string, string>; zone: string; t: T }

export function SideBySide({ sides, zone, t }: Pick<MergingProps, 'sides' | 'zone' | 't'>) {
  const rows: [string, (side: Side) => Child][] = [
    [t('supporters.number'), ({ one }) => <a href={url(paths.deskSupporter, { id: String(one.id) })}>{String(one.id)}</a>],
    [t('supporters.name'), ({ one }) => one.name || '–'], [t('supporters.mail_address'), ({ one }) => one.mail_address || '–'], [t('own.address'), (side) => addressOf(side) || '–'],
    [t('own.person.language'), ({ one }) => t.languageName(one.language)], [t('supporters.since'), ({ one }) => t.date(one.created_at, zone)],
    [t('supporters.gives'), ({ one }) => (one.pledges.length === 0 ? '–' : <ul>{one.pledges.slice(0, 6).map((pledge) => <li>{sumInWords(pledge, t)}, {t(`own.way.${pledge.way}`)}: {shortState({ ...pledge, paused_until: null, ends_on: null, cancelled_at: null, stopped_why: null, ended_why: null }, t)}</li>)}</ul>)],
    [t('supporters.given'), ({ given }) => given], [t('supporters.account'), ({ one }) => one.mandates.map(({ iban_shown }) => iban_shown).filter(Boolean).join(', ') || '–'],
    [t('supporters.notes'), ({ one }) => String(one.notes)],
    [t('supporters.may_ask'), ({ one }) => (one.upgrade_consented_at ? t('supporters.may_ask.since', { date: t.date(one.upgrade_consented_at, zone) }) : t('supporters.may_ask.no'))],
  ]
  return (
    <table class="data two-entries">
      <caption>{t('merging.side_by_side')}</caption>
      <thead><tr><td></td>{sides.map(({ one }) => <th scope="col">{t('merging.number', { id: String(one.id), name: nameOr(one, t) })}</th>)}</tr></thead>
      <tbody>{rows.map(([label, cell]) => <tr><th scope="row">{label}</th>{sides.map((side) => <td data-label={t('duplicates.number', { id: String(side.one.id) })}>{cell(side)}</td>)}</tr>)}</tbody>
    </table>
  )
}

export function MergingForm({ sides, typed, t }: Omit<MergingProps, 'zone'>) {
  const [{ one }, { one: other }] = sides
  const of = { id: String(one.id) }
  const options = (label: (side: Side) => string): Option[] => sides.map((side) => ({ value: String(side.one.id), label: label(side) || t('merging.nothing') }))
  const parts: ['name' | 'mail_address' | 'address', string, Option[]][] = [
    ['name', t('supporters.name'), options(({ one: { name } }) => name)],
    ['mail_address', t('supporters.mail_address'), options(({ one: { mail_address } }) => mail_address)],
    ['address', t('own.address'), options(addressOf)],
  ]
  const chosen = (name: string, among: Option[]) => typed[name] || (among.find(({ label }) => label !== t('merging.nothing'))?.value ?? of.id)
  return (
    <>
      <form class="form" method="post" action={url(paths.deskSupporterMerging, of)} novalidate>
        <input type="hidden" name="with" value={String(other.id)} />
        <Choice name="stays" label={t('merging.stays')} hint={t('merging.stays_hint')} value={typed.stays || of.id} options={sides.map(({ one: side }) => ({ value: String(side.id), label: t('merging.number', { id: String(side.id), name: nameOr(side, t) }) }))} />
        {parts.map(([name, label, among]) => (among[0]?.label === among[1]?.label ? <input type="hidden" name={name} value={of.id} /> : <Choice name={name} label={label} value={chosen(name, among)} options={among} />))}
        <p class="hint">{t('merging.for_good')}</p>
        <div class="actions"><button class="button">{t('merging.merge')}</button></div>
      </form>
      <form class="apart" method="post" action={url(paths.deskSupporterApart, of)}>
        <input type="hidden" name="with" value={String(other.id)} />
        <p>{t('merging.apart_about')}</p>
        <button class="quiet">{t('merging.apart')}</button>
      </form>
    </>
  )
}

function addressOf({ one: { street, postcode, town }, country }: Side): string {
  return [street, `${postcode} ${town}`.trim(), country].filter(Boolean).join(', ')
}
