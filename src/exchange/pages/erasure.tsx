// Where readers have themselves erased, and take that back for a day.
import type { Child } from 'hono/jsx'
import { Check, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Call, Page } from '../../base/web/route.ts'
import type { Reads } from '../../base/db/db.ts'
import { accountOf } from '../../people/account.ts'
import { askErasure, erasureRefusal, takeErasureBack, type NoErasure } from '../../people/erasure.ts'
import { erasureAsked } from '../../people/reads/erasure.ts'
import type { Reader } from '../../people/session.ts'
import { beginSignIn, signInLimits } from '../../people/sign-in.ts'
import { AccountFrame } from '../../people/views/account-frame.tsx'
import { paths } from '../../urls.ts'

type Asking = Pick<Call<typeof paths.accountErasure, Reader>, 'who' | 'speaks' | 'now'> & { db: Reads }
type Account = Awaited<ReturnType<typeof accountOf>>

export const show: Page<typeof paths.accountErasure, Reader> = (c) => page(c, {})

export const ask: Action<typeof paths.accountErasure, Reader> = async (c) => {
  const { db, who, form, site, now } = c
  const { signed_in_at } = await erasureAsked(db, { id: who.id, session_id: who.session_id })
  // The page says why.
  if (erasureRefusal({ roles: who.roles, signed_in_at, now })) return page(c, {}, 422)
  if (textIn(form, 'sure') === '') return page(c, { sure: (await accountOf(db, c)).t('rights.erasure.sure_missing') }, 422)
  await askErasure(db, who, { site_url: site.url, now })
  return seeOther(paths.accountErasure)
}

export const sendLink: Action<typeof paths.accountErasureLink, Reader> = async (c) => {
  const { db, who, limits, site, now } = c
  const { t } = await accountOf(db, c)
  if (!limits.allows(signInLimits.address, who.mail_address.toLowerCase())) return page(c, { link: t('rights.erasure.too_often') }, 429)
  await beginSignIn(db, { mail_address: who.mail_address, next: paths.accountErasure, language: t.language }, { site, now })
  return seeOther(paths.signInSent)
}

export const takeBack: Action<typeof paths.accountErasureWithdrawal, Reader> = async ({ db, who, now }) => {
  await takeErasureBack(db, who, now)
  return seeOther(paths.accountErasure)
}

async function page({ db, now, ...c }: Asking, errors: Errors, status = 200): Promise<Response> {
  const account = await accountOf(db, c)
  const { t, facts } = account
  const { erase_at, signed_in_at } = await erasureAsked(db, { id: c.who.id, session_id: c.who.session_id })
  const refused = erasureRefusal({ roles: c.who.roles, signed_in_at, now })
  return html(
    <AccountFrame {...account} title={t('rights.erasure.title')} current={paths.accountErasure}>
      <Wrong errors={errors} t={t} />
      {erase_at ? <Due {...account} erase_at={erase_at} zone={facts.paper.time_zone} isOver={erase_at <= now} /> : <Asks {...account} refused={refused} errors={errors} />}
    </AccountFrame>, status)
}

function Due({ t, erase_at, zone, isOver }: Account & { erase_at: Date; zone: string; isOver: boolean }) {
  if (isOver) return <p>{t('rights.erasure.now')}</p>
  return (
    <>
      <p role="status"><strong>{t('rights.erasure.due', { time: t.dateTime(erase_at, zone) })}</strong></p>
      <p>{t('rights.erasure.change_mind')}</p>
      <form method="post" action={paths.accountErasureWithdrawal}><button class="button">{t('rights.erasure.take_back')}</button></form>
    </>
  )
}

function Asks({ t, who, refused, errors }: Account & { refused: NoErasure | null; errors: Errors }) {
  const steps: Record<NoErasure | 'none', Child> = {
    staff: <p>{t('rights.erasure.staff')}</p>,
    stale: (
      <form method="post" action={paths.accountErasureLink} class="form" id="link">
        <p>{t('rights.erasure.fresh', { mail_address: who.mail_address })}</p>
        <p><button class="button">{t('rights.erasure.send_link')}</button></p>
      </form>
    ),
    none: (
      <form method="post" action={paths.accountErasure} class="form">
        <Check name="sure" label={t('rights.erasure.sure')} error={errors.sure} />
        <p><button class="button">{t('rights.erasure.ask')}</button></p>
      </form>
    ),
  }
  return (
    <>
      <p>{t('rights.erasure.what')}</p>
      <p>{t('rights.erasure.kept')}</p>
      <p>{t('rights.erasure.giving')}</p>
      <p>{t('rights.erasure.day')} <a href={paths.accountData}>{t('rights.erasure.data_first')}</a>.</p>
      {steps[refused ?? 'none']}
    </>
  )
}
