// What the bank shows and nobody knows yet where it belongs.
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { waitingLines, waitingSums } from '../reads/bank-desk.ts'
import { linesPaidTwice } from '../reads/transfers.ts'
import { matchAgain, textOfLine } from '../suspense.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { LineList } from '../views/line-list.tsx'

type Who = Staff<'keep_books'>
const pageLength = 100

export const list: Page<typeof paths.deskSuspense, Who, 'after' | 'done'> = async ({ db, safe, query, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const [lines, sums] = await Promise.all([waitingLines(db, { after: placeIn(query.after), limit: pageLength + 1 }), waitingSums(db)])
  const shown = lines.slice(0, pageLength)
  const twice = await linesPaidTwice(db, shown)
  const last = shown.at(-1)
  const matched = /^\d{1,6}$/.test(query.done ?? '') ? t('bank.matched', { n: Number(query.done) }) : query.done === 'placed' ? t('bank.placed') : undefined
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskSuspense} title={t('bank.suspense')}>
      <Done text={matched} />
      <p>{t('bank.suspense_about')}</p>
      {sums.map(({ n, proposed, sum, currency }) => <p><strong>{t('bank.suspense_sum', { n, sum: t.money(sum, currency), proposed })}</strong></p>)}
      {sums.length === 0 ? null : <form method="post" action={paths.deskSuspenseMatching}><p class="small about">{t('bank.match_about')}</p><button class="quiet">{t('bank.match')}</button></form>}
      <LineList lines={shown.map((line) => ({ ...line, ...textOfLine(line, safe), isTwice: twice.has(line.id) }))} caption={t('bank.suspense')} empty={t('bank.suspense_none')} t={t} />
      <Paging t={t} newest={query.after === undefined ? undefined : paths.deskSuspense} older={lines.length > pageLength && last ? withQuery(paths.deskSuspense, { after: `${last.booked_on}_${last.id}` }) : undefined} />
    </FundingFrame>)
}

function placeIn(after: string | undefined): { booked_on: string; id: number } | undefined {
  const [, booked_on = '', id = ''] = /^(2\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]|[23]\d))_(\d{1,15})$/.exec(after ?? '') ?? []
  const number = numberIn(id)
  return number === undefined || Number.isNaN(Date.parse(booked_on)) ? undefined : { booked_on, id: number }
}

export const match: Action<typeof paths.deskSuspenseMatching, Who> = async ({ db, safe, who, now }) => {
  return seeOther(withQuery(paths.deskSuspense, { done: String(await matchAgain(db, { safe, by: `staff:${who.id}`, now })) }))
}
