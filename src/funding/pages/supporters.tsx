// Who gives: the list, and what somebody is looked for by.
import type { Reads } from '../../base/db/db.ts'
import { textIn } from '../../base/web/form.ts'
import { html } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable, Paging } from '../../people/views/desk-list.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { allCampaigns } from '../reads/campaigns.ts'
import { fundingSettings } from '../reads/settings.ts'
import { listedSupporters, type ListedSupporter } from '../reads/supporter-list.ts'
import { filterFields, soughtIn, supporterFilterIn, type Sought, type supporterFields, type SupporterFilter } from '../supporter-filter.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { CsvForm, SearchForm, SupporterFilters } from '../views/supporter-filters.tsx'
import { givesInWords, nameOr, sumsInWords } from '../views/supporter-words.ts'

type Guarded = Staff<'see_supporters'>
const pageLength = 50
/** Of what is found by a search; who finds more looks for it more closely. */
const most = 100

export const show: Page<typeof paths.deskSupporters, Guarded, (typeof supporterFields)[number] | 'after'> = async ({ db, who, speaks, query }) => {
  return page(db, { who, speaks, filter: supporterFilterIn(query), after: placeIn(query.after) })
}

export const search: Action<typeof paths.deskSupportersSearch, Guarded> = async ({ db, who, speaks, form, safe }) => {
  const words = textIn(form, 'words')
  return page(db, { who, speaks, filter: supporterFilterIn({ order: 'name' }), words, sought: soughtIn(words, safe) })
}

/** The last one of the page before, by number, and by amount where that is the order. */
function placeIn(after: string | undefined): { id: number; in_a_year: number } | undefined {
  const [, amount, id = ''] = /^(?:(\d{1,15})_)?(\d{1,15})$/.exec(after ?? '') ?? []
  const number = numberIn(id)
  return number === undefined ? undefined : { id: number, in_a_year: Number(amount ?? 0) }
}

interface Shown { who: Reader; speaks: string | undefined; filter: SupporterFilter; after?: { id: number; in_a_year: number } | undefined; words?: string; sought?: Sought | undefined }

async function page(db: Reads, { who, speaks, filter, after, words, sought }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const [{ currency }, campaigns] = await Promise.all([fundingSettings(db), allCampaigns(db)])
  const isSearch = words !== undefined
  const length = isSearch ? most : pageLength
  const rows = isSearch && !sought ? [] : await listedSupporters(db, { filter, sought, currency, after, limit: length + 1 })
  const shown = rows.slice(0, length)
  const [last, fields] = [shown.at(-1), filterFields(filter)]
  const error = isSearch && !sought ? t('supporters.search_empty') : undefined
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskSupporters} title={t('supporters.title')} {...(isSearch ? { back: { path: paths.deskSupporters, label: t('supporters.all') } } : {})}>
      <SearchForm action={paths.deskSupportersSearch} words={words ?? ''} error={error} t={t} />
      {isSearch ? null : <p class="small to-duplicates"><a href={paths.deskDuplicates}>{t('supporters.to_duplicates')}</a></p>}
      {isSearch ? <p role="status">{found(rows.length, t)}</p> : <SupporterFilters fields={fields} campaigns={campaigns} t={t} />}
      <div class="people"><DataTable caption={t('supporters.title')} rows={shown} empty={t('supporters.none')} columns={[
        { label: t('supporters.name'), names: true, cell: (one) => <><a href={url(paths.deskSupporter, { id: String(one.id) })}>{nameOr(one, t)}</a>{one.name === '' ? null : <> <small>{one.mail_address}</small></>}</> },
        { label: t('supporters.town'), cell: ({ town }) => town || '–' },
        { label: t('supporters.gives'), cell: (one) => givesInWords(one, t) },
        { label: t('supporters.since'), cell: ({ created_at }) => t.date(created_at, paper.time_zone) },
        { label: t('supporters.given'), numeric: true, cell: ({ given }) => sumsInWords(given, t) },
      ]} /></div>
      <Paging t={t} newest={after === undefined ? undefined : withQuery(paths.deskSupporters, fields)} older={!isSearch && rows.length > length && last ? withQuery(paths.deskSupporters, { ...fields, after: placeOf(filter, last) }) : undefined} />
      {shown.length === 0 ? null : <CsvForm action={paths.deskSupportersCsv} fields={isSearch ? { words, order: 'name' } : fields} t={t} />}
    </FundingFrame>, error ? 422 : 200)

  function found(count: number, say: typeof t): string {
    return count > most ? say('supporters.found_more', { most }) : say('supporters.found', { n: count })
  }
}

function placeOf({ order }: SupporterFilter, { id, in_a_year }: ListedSupporter): string {
  return order === 'amount' ? `${in_a_year}_${id}` : String(id)
}
