// Where supporters take along what the paper holds about them, with an account or without.
import type { Reads } from '../../base/db/db.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Call, Page } from '../../base/web/route.ts'
import { zipResponse } from '../../base/web/zip.ts'
import { dayOf } from '../../base/time.ts'
import { ownSetting, type Supporting } from '../../funding/own-side.ts'
import { OwnFrame } from '../../funding/views/own-frame.tsx'
import { paths } from '../../urls.ts'
import { ownGivingFiles } from '../own-data.ts'

const limit = { name: 'own-giving', most: 4, seconds: 3600 }

export const show: Page<typeof paths.mySupportData, Supporting> = (c) => page(c)

export const take: Action<typeof paths.mySupportData, Supporting> = async (c) => {
  const { db, who, limits, site, safe, now } = c
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  if (!limits.allows(limit, String(who.id))) return page({ ...c, isTooOften: true }, 429)
  const { facts: { paper }, t } = await ownSetting(db, c)
  const files = ownGivingFiles(db, who, { t, safe, zone: paper.time_zone, paper: { name: paper.name, url: site.url }, now })
  return zipResponse(`${new URL(site.url).hostname}-${dayOf(now, paper.time_zone)}.zip`, files, now)
}

type Asked = Pick<Call<typeof paths.mySupportData, Supporting>, 'who' | 'speaks'> & { db: Reads; isTooOften?: boolean }

async function page({ db, isTooOften = false, ...c }: Asked, status = 200): Promise<Response> {
  if (c.who === 'nobody') return seeOther(paths.mySupportLinks)
  const { facts, t } = await ownSetting(db, c)
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.data.title')} whose={c.who.name || c.who.mail_address} current={paths.mySupportData}>
      {isTooOften ? <p role="alert">{t('rights.data.too_often')}</p> : null}
      <p>{t('own.data.intro')}</p>
      <p>{t('rights.data.files')}</p>
      <p>{t('own.data.not')}</p>
      <form method="post" action={paths.mySupportData}><button class="button">{t('rights.data.get')}</button></form>
    </OwnFrame>, status)
}
