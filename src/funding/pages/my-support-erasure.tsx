// Where supporters have what the paper knows of them erased, and take that back for a day.
import { Check, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Call, Page } from '../../base/web/route.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { paths } from '../../urls.ts'
import { ownSetting, type Supporting } from '../own-side.ts'
import { askToBeErased, takeOwnErasureBack } from '../retention.ts'
import { OwnFrame } from '../views/own-frame.tsx'

type Asking = Pick<Call<typeof paths.mySupportErasure, Supporting>, 'who' | 'speaks' | 'now'> & { db: Reads }

export const show: Page<typeof paths.mySupportErasure, Supporting> = (c) => page(c, {})

export const ask: Action<typeof paths.mySupportErasure, Supporting> = async (c) => {
  const { db, who, form, site, now } = c
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  if (textIn(form, 'sure') === '') return page(c, { sure: (await ownSetting(db, c)).t('rights.erasure.sure_missing') }, 422)
  await askToBeErased(db, who, { site, now })
  return seeOther(paths.mySupportErasure)
}

export const takeBack: Action<typeof paths.mySupportErasureWithdrawal, Supporting> = async ({ db, who, now }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  await takeOwnErasureBack(db, who, now)
  return seeOther(paths.mySupportErasure)
}

async function page({ db, now, ...c }: Asking, errors: Errors, status = 200): Promise<Response> {
  const { who } = c
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  const { facts, t } = await ownSetting(db, c)
  const { erase_at } = who
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.erasure.title')} whose={who.name || who.mail_address} current={paths.mySupportErasure}>
      <Wrong errors={errors} t={t} />
      {erase_at ? <Due t={t} time={t.dateTime(erase_at, facts.paper.time_zone)} isOver={erase_at <= now} /> : <Asks t={t} errors={errors} />}
    </OwnFrame>, status)
}

function Due({ t, time, isOver }: { t: T; time: string; isOver: boolean }) {
  if (isOver) return <p>{t('own.erasure.now')}</p>
  return (
    <>
      <p role="status"><strong>{t('own.erasure.due', { time })}</strong></p>
      <p>{t('rights.erasure.change_mind')}</p>
      <form method="post" action={paths.mySupportErasureWithdrawal}><button class="button">{t('rights.erasure.take_back')}</button></form>
    </>
  )
}

function Asks({ t, errors }: { t: T; errors: Errors }) {
  return (
    <>
      <p>{t('own.erasure.what')}</p>
      <p>{t('own.erasure.kept')}</p>
      <p>{t('own.erasure.books')}</p>
      <p>{t('rights.erasure.day')} <a href={paths.mySupportData}>{t('rights.erasure.data_first')}</a>.</p>
      <form method="post" action={paths.mySupportErasure} class="form">
        <Check name="sure" label={t('own.erasure.sure')} error={errors.sure} />
        <p><button class="button">{t('own.erasure.ask')}</button></p>
      </form>
    </>
  )
}
