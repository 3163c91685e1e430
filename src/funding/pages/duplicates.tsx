// Supporters who are probably one: proposed in pairs, to be looked at side by side.
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { likelyPairs } from '../reads/duplicates.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { nameOr } from '../views/supporter-words.ts'

const shown = 50

export const show: Page<typeof paths.deskDuplicates, Staff<'see_supporters'>, 'done'> = async ({ db, who, speaks, query }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const { pairs, count } = await likelyPairs(db, { limit: shown })
  const of = ({ id, town, ...one }: (typeof pairs)[number]['one']) => <span><a href={url(paths.deskSupporter, { id: String(id) })}>{nameOr(one, t)}</a> <small>{[one.name === '' ? '' : one.mail_address, town, t('duplicates.number', { id: String(id) })].filter(Boolean).join(' · ')}</small></span>
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskSupporters} title={t('duplicates.title')} back={{ path: paths.deskSupporters, label: t('supporters.title') }}>
      <Done text={query.done === 'apart' ? t('duplicates.done.apart') : undefined} />
      <p>{t('duplicates.about')}</p>
      {count > shown ? <p class="small">{t('duplicates.more', { n: count, shown })}</p> : null}
      <div class="likely"><DataTable caption={t('duplicates.title')} rows={pairs} empty={t('duplicates.none')} columns={[
        { label: t('duplicates.one'), names: true, cell: ({ one }) => of(one) },
        { label: t('duplicates.other'), cell: ({ other }) => of(other) },
        { label: t('duplicates.why'), cell: ({ why }) => t.list(why.map((one) => t(`duplicates.why.${one}`))) },
        { label: t('duplicates.look'), cell: ({ one, other }) => <a href={withQuery(url(paths.deskSupporterMerging, { id: String(one.id) }), { with: other.id })} aria-label={t('duplicates.compare_of', { one: nameOr(one, t), other: nameOr(other, t) })}>{t('duplicates.compare')}</a> },
      ]} /></div>
    </FundingFrame>)
}
