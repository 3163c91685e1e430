// Where readers take along what the paper holds about them.
import { html } from '../../base/web/respond.ts'
import type { Action, Call, Page } from '../../base/web/route.ts'
import { zipResponse } from '../../base/web/zip.ts'
import type { Reads } from '../../base/db/db.ts'
import { dayOf } from '../../base/time.ts'
import { accountOf } from '../../people/account.ts'
import type { Reader } from '../../people/session.ts'
import { AccountFrame } from '../../people/views/account-frame.tsx'
import { paths } from '../../urls.ts'
import { ownFiles } from '../own-data.ts'

const limit = { name: 'own-data', most: 4, seconds: 3600 }

export const show: Page<typeof paths.accountData, Reader> = (c) => page(c)

export const take: Action<typeof paths.accountData, Reader> = async (c) => {
  const { db, who, limits, site, safe, now } = c
  if (!limits.allows(limit, String(who.id))) return page({ ...c, isTooOften: true }, 429)
  const { facts: { paper }, t } = await accountOf(db, c)
  const files = ownFiles(db, who, { t, safe, zone: paper.time_zone, paper: { name: paper.name, url: site.url }, now })
  return zipResponse(`${new URL(site.url).hostname}-${dayOf(now, paper.time_zone)}.zip`, files, now)
}

type Asked = Pick<Call<typeof paths.accountData, Reader>, 'who' | 'speaks'> & { db: Reads; isTooOften?: boolean }

async function page({ db, isTooOften = false, ...c }: Asked, status = 200): Promise<Response> {
  const account = await accountOf(db, c)
  const { t } = account
  return html(
    <AccountFrame {...account} title={t('rights.data.title')} current={paths.accountData}>
      {isTooOften ? <p role="alert">{t('rights.data.too_often')}</p> : null}
      <p>{t('rights.data.intro')}</p>
      <p>{t('rights.data.files')}</p>
      <p>{t('rights.data.not')}</p>
      <form method="post" action={paths.accountData}><button class="button">{t('rights.data.get')}</button></form>
    </AccountFrame>, status)
}
