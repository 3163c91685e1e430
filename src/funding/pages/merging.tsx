// Two supporters who are one: looked at side by side, and made one, or said not to be.
import type { Reads } from '../../base/db/db.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { countryName } from '../countries.ts'
import { fundingPages } from '../desk.ts'
import { mergeSupporters, setApart, type MergingRefusal } from '../merging.ts'
import { compared, type Compared } from '../reads/duplicates.ts'
import { fundingSettings } from '../reads/settings.ts'
import { listedSupporters } from '../reads/supporter-list.ts'
import { givenByYear, type SupporterShown } from '../reads/supporter-page.ts'
import { soughtIn, supporterFilterIn } from '../supporter-filter.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { MergingForm, SideBySide } from '../views/merging-form.tsx'
import { SearchForm } from '../views/supporter-filters.tsx'
import { givesInWords, nameOr, sumsInWords } from '../views/supporter-words.ts'
import { supporterAsked } from './supporter.tsx'

type Guarded = Staff<'see_supporters'>
const most = 20

export const show: Page<typeof paths.deskSupporterMerging, Guarded, 'with'> = async ({ db, who, speaks, params, query }) => {
  const supporter = await supporterAsked(db, params.id)
  return query.with === undefined ? searchPage(db, { who, speaks, supporter }) : twoPage(db, { who, speaks, supporter, other: query.with })
}

export const search: Action<typeof paths.deskSupporterMergingSearch, Guarded> = async ({ db, who, speaks, params, form, safe }) => {
  const supporter = await supporterAsked(db, params.id)
  const words = textIn(form, 'words')
  const sought = soughtIn(words, safe)
  const { currency } = await fundingSettings(db)
  const rows = sought ? await listedSupporters(db, { filter: supporterFilterIn({ order: 'name' }), sought, currency, limit: most + 1 }) : []
  return searchPage(db, { who, speaks, supporter, words, rows: rows.filter(({ id }) => id !== supporter.id).slice(0, most) })
}

export const merge: Action<typeof paths.deskSupporterMerging, Guarded> = async ({ db, who, speaks, params, form, now }) => {
  const supporter = await supporterAsked(db, params.id)
  const other = numberIn(textIn(form, 'with')) ?? 0
  const chosen = (name: string) => (textIn(form, name) === String(other) ? other : supporter.id)
  const stays = chosen('stays')
  const refused = await mergeSupporters(db, { stays, goes: stays === other ? supporter.id : other, name: chosen('name'), mail_address: chosen('mail_address'), address: chosen('address') }, { by: `staff:${who.id}`, now })
  if (refused) return twoPage(db, { who, speaks, supporter, other: textIn(form, 'with'), refused, typed: Object.fromEntries(['stays', 'name', 'mail_address', 'address'].map((name) => [name, textIn(form, name)])) })
  return seeOther(withQuery(url(paths.deskSupporter, { id: String(stays) }), { done: 'merged' }))
}

export const apart: Action<typeof paths.deskSupporterApart, Guarded> = async ({ db, who, speaks, params, form, now }) => {
  const supporter = await supporterAsked(db, params.id)
  const refused = await setApart(db, [supporter.id, numberIn(textIn(form, 'with')) ?? 0], { by: who, now })
  return refused ? twoPage(db, { who, speaks, supporter, other: textIn(form, 'with'), refused }) : seeOther(withQuery(paths.deskDuplicates, { done: 'apart' }))
}

interface Asked { who: Reader; speaks: string | undefined; supporter: SupporterShown }

async function searchPage(db: Reads, { who, speaks, supporter, words, rows = [] }: Asked & { words?: string; rows?: Awaited<ReturnType<typeof listedSupporters>> }): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const of = { id: String(supporter.id) }
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskSupporters} title={t('merging.title', { name: nameOr(supporter, t) })} back={{ path: url(paths.deskSupporter, of), label: nameOr(supporter, t) }}>
      <p>{t('merging.about')}</p>
      <SearchForm action={url(paths.deskSupporterMergingSearch, of)} words={words ?? ''} hint={t('merging.search_hint')} error={words?.trim() === '' ? t('supporters.search_empty') : undefined} t={t} />
      {words === undefined ? null : <DataTable caption={t('supporters.title')} rows={rows} empty={t('supporters.none')} columns={[
        { label: t('supporters.name'), names: true, cell: (one) => <a href={withQuery(url(paths.deskSupporterMerging, of), { with: one.id })}>{nameOr(one, t)}</a> },
        { label: t('supporters.mail_address'), cell: ({ mail_address }) => mail_address || '–' },
        { label: t('supporters.town'), cell: ({ town }) => town || '–' },
        { label: t('supporters.gives'), cell: (one) => givesInWords(one, t) },
      ]} />}
    </FundingFrame>, words?.trim() === '' ? 422 : 200)
}

async function twoPage(db: Reads, { who, speaks, supporter, other, refused, typed = {} }: Asked & { other: string; refused?: MergingRefusal; typed?: Record<string, string> }): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const of = { id: String(supporter.id) }
  const [one, second] = await Promise.all([compared(db, supporter.id), compared(db, numberIn(other) ?? 0)])
  const why = refused ?? (numberIn(other) === supporter.id ? 'same' : second ? undefined : 'gone')
  const sides = second && second.id !== supporter.id ? await Promise.all([sideOf(db, found(one), desk), sideOf(db, second, desk)] as const) : undefined
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskSupporters} title={t('merging.title', { name: nameOr(supporter, t) })} back={{ path: url(paths.deskSupporterMerging, of), label: t('merging.another') }}>
      {why ? <div class="wrong" role="alert" tabindex={-1} autofocus><p>{t(`merging.refused.${why}`)}</p></div> : null}
      {sides ? <><SideBySide sides={sides} zone={paper.time_zone} t={t} /><MergingForm sides={sides} typed={typed} t={t} /></> : null}
    </FundingFrame>, why === undefined ? 200 : refused ? 409 : 404)
}

async function sideOf(db: Reads, one: Compared, { t }: Awaited<ReturnType<typeof deskOf>>) {
  const sums = new Map<string, number>()
  for (const { currency, amount } of await givenByYear(db, one.id)) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return { one, given: sumsInWords([...sums].map(([currency, amount]) => ({ currency, amount })), t), country: one.country ? countryName(one.country, t.language) : '' }
}
