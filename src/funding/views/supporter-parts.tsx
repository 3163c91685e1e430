// The parts of a supporter's page at the desk: who they are, their mandates, what they gave, and what staff wrote down.
import type { T } from '../../base/i18n/i18n.ts'
import { Area } from '../../base/ui/form.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import type { Mandate } from '../reads/mandates.ts'
import type { Note, SupporterShown, YearGiven } from '../reads/supporter-page.ts'
import { inFours } from './own-words.ts'

export function SupporterFacts({ supporter, former, country, zone, t }: { supporter: SupporterShown; /** Numbers of whoever became one with them. */ former: number[]; country: string; zone: string; t: T }) {
  const { id, name, mail_address, street, postcode, town, language, created_at, upgrade_consented_at, erase_at } = supporter
  const address = [street, `${postcode} ${town}`.trim(), country].filter(Boolean).join(', ')
  const facts: [string, string][] = [
    [t('supporters.number'), former.length === 0 ? String(id) : t('supporters.number_and', { id: String(id), former: t.list(former.map(String)) })],
    [t('supporters.name'), name || '–'], [t('supporters.mail_address'), mail_address || '–'], [t('own.address'), address || '–'],
    [t('own.person.language'), t.languageName(language)], [t('supporters.since'), t.date(created_at, zone)],
    [t('supporters.may_ask'), upgrade_consented_at ? t('supporters.may_ask.since', { date: t.date(upgrade_consented_at, zone) }) : t('supporters.may_ask.no')],
    ...(erase_at ? [[t('supporters.leaving'), t.dateTime(erase_at, zone)] satisfies [string, string]] : []),
  ]
  return <Facts facts={facts} />
}

export function SupporterDoings({ supporter: { id, mail_address }, t }: { supporter: SupporterShown; t: T }) {
  const of = { id: String(id) }
  return (
    <ul class="doings">
      <li><a href={url(paths.deskSupporterPerson, of)}>{t('supporters.correct')}</a></li>
      <li><a href={withQuery(paths.deskVouchers, { supporter: id })}>{t('supporters.voucher')}</a></li>
      <li><a href={url(paths.deskSupporterMerging, of)}>{t('supporters.merge')}</a></li>
      {mail_address === '' ? null : <li><form method="post" action={url(paths.deskSupporterLink, of)}><button class="quiet">{t('supporters.send_link')}</button></form></li>}
    </ul>
  )
}

export function Mandates({ mandates, shown, zone, t }: { mandates: Mandate[]; /** The number of one of them that was asked for. */ shown: { mandate_id: number; iban: string; bic: string; holder: string } | undefined; zone: string; t: T }) {
  return (
    <>
      {shown ? <div class="account-shown" role="status" tabindex={-1} autofocus><p><strong>{inFours(shown.iban)}</strong> {shown.bic}</p><p>{shown.holder}</p><p class="small">{t('supporters.account_noted')}</p></div> : null}
      <DataTable caption={t('supporters.mandates')} rows={mandates} empty={t('supporters.mandates_none')} columns={[
        { label: t('supporters.mandate'), names: true, cell: ({ reference }) => reference },
        { label: t('supporters.account'), cell: ({ iban_shown, holder }) => `${iban_shown} ${holder}`.trim() || '–' },
        { label: t('supporters.signed'), cell: ({ signed_at }) => t.date(signed_at, zone) },
        { label: t('supporters.last_debit'), cell: ({ last_debit_on }) => (last_debit_on ? t.day(last_debit_on) : '–') },
        { label: t('pledges.state'), cell: ({ state }) => t(`supporters.mandate.${state}`) },
        { label: t('supporters.whole_number'), cell: ({ id, supporter_id, reference, iban_sealed }) => (iban_sealed === null ? '–'
          : <form method="post" action={url(paths.deskSupporterAccount, { id: String(supporter_id), mandate: String(id) })}><button class="quiet" aria-label={t('supporters.account_show_of', { reference })}>{t('supporters.account_show')}</button></form>) },
      ]} />
    </>
  )
}

export function YearsGiven({ years, t }: { years: YearGiven[]; t: T }) {
  return (
    <DataTable caption={t('supporters.years')} rows={years} empty={t('supporters.years_none')} columns={[
      { label: t('supporters.year'), names: true, cell: ({ year }) => String(year) },
      { label: t('supporters.given'), numeric: true, cell: ({ amount, currency }) => t.money(amount, currency) },
    ]} />
  )
}

interface NotesProps { supporter_id: number; notes: Note[]; own: number; typed: string; error: string | undefined; longest: number; zone: string; t: T }

export function Notes({ supporter_id, notes, own, typed, error, longest, zone, t }: NotesProps) {
  const of = { id: String(supporter_id) }
  return (
    <>
      {notes.length === 0 ? null : (
        <ul class="supporter-notes">
          {notes.map(({ id, text, written_by, written_by_name, written_at }) => (
            <li>
              <p class="words">{text}</p>
              <p class="small">{t('supporters.note_by', { name: written_by_name, time: t.dateTime(written_at, zone) })}</p>
              {written_by === own ? <form method="post" action={url(paths.deskSupporterNoteRemoval, { ...of, note: String(id) })}><button class="quiet" aria-label={t('supporters.note_remove_of', { time: t.dateTime(written_at, zone) })}>{t('supporters.note_remove')}</button></form> : null}
            </li>
          ))}
        </ul>
      )}
      <form class="form" method="post" action={url(paths.deskSupporterNotes, of)} novalidate>
        <Area name="text" label={t('supporters.note')} hint={t('supporters.note_hint')} value={typed} error={error} rows={3} maxlength={longest} />
        <div class="actions"><button class="button">{t('supporters.note_write')}</button></div>
      </form>
    </>
  )
}
