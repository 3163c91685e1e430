// What has been promised: pledges and gifts, what they bring together, and what of them is overdue.
import type { T } from '../../base/i18n/i18n.ts'
import { dayOf } from '../../base/time.ts'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DataTable, Paging } from '../../people/views/desk-list.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { allCampaigns } from '../reads/campaigns.ts'
import { listedPledges, pledgeSums, type PledgeSum } from '../reads/pledge-list.ts'
import { filterFields, pledgeFilterIn, type pledgeFields } from '../supporter-filter.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { inFours, sumInWords } from '../views/own-words.ts'
import { CsvForm, PledgeFilters } from '../views/supporter-filters.tsx'
import { nameOr, shortState } from '../views/supporter-words.ts'

const pageLength = 50

export const show: Page<typeof paths.deskPledges, Staff<'see_supporters'>, (typeof pledgeFields)[number] | 'before'> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const [filter, before, today] = [pledgeFilterIn(query), numberIn(query.before ?? '') ?? null, dayOf(now, paper.time_zone)]
  const [rows, sums, campaigns] = await Promise.all([listedPledges(db, { filter, today, before, limit: pageLength + 1 }), pledgeSums(db, { filter, today }), allCampaigns(db)])
  const [shown, fields] = [rows.slice(0, pageLength), filterFields(filter)]
  const last = shown.at(-1)
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskPledges} title={t('pledges.title')}>
      <PledgeFilters fields={fields} campaigns={campaigns} t={t} />
      {sums.map((sum) => <p class="sums">{sumsOf(sum, t)}</p>)}
      <DataTable caption={t('pledges.title')} rows={shown} empty={t('pledges.none')} columns={[
        { label: t('supporters.name'), names: true, cell: (one) => <a href={`${url(paths.deskSupporter, { id: String(one.supporter_id) })}#pledge-${one.id}`}>{nameOr(one, t)}</a> },
        { label: t('supporters.gives'), cell: (one) => sumInWords(one, t) },
        { label: t('own.way'), cell: ({ way }) => t(`own.way.${way}`) },
        { label: t('pledges.state'), cell: (one) => <span>{shortState(one, t)}{one.overdue_since ? <> <strong>{t('pledges.overdue_since', { date: t.day(one.overdue_since) })}</strong></> : null}</span> },
        { label: t('pledges.next'), cell: ({ next_due_on }) => (next_due_on ? t.day(next_due_on) : '–') },
        { label: t('supporters.reference'), cell: ({ reference }) => inFours(reference) },
        { label: t('pledges.since'), cell: ({ created_at }) => t.date(created_at, paper.time_zone) },
      ]} />
      <Paging t={t} newest={before === null ? undefined : withQuery(paths.deskPledges, fields)} older={rows.length > pageLength && last ? withQuery(paths.deskPledges, { ...fields, before: last.id }) : undefined} />
      {shown.length === 0 ? null : <CsvForm action={paths.deskPledgesCsv} fields={fields} t={t} />}
    </FundingFrame>)
}

function sumsOf({ currency, count, in_a_year, once }: PledgeSum, t: T): string {
  const parts = [...(in_a_year > 0 ? [t('pledges.sum.monthly', { amount: t.money(Math.round(in_a_year / 12), currency) })] : []), ...(once > 0 ? [t('pledges.sum.once', { amount: t.money(once, currency) })] : [])]
  return [t('pledges.sum.count', { n: count, currency }), ...parts].join(' · ')
}
