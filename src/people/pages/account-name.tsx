// Changing my name.
import { Wrong } from '../../base/ui/form.tsx'
import type { Reads } from '../../base/db/db.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'
import { accountOf, settingFor } from '../account.ts'
import { changeName, nextNameChange } from '../naming.ts'
import { accountById } from '../reads/readers.ts'
import type { Reader } from '../session.ts'
import { AccountFrame } from '../views/account-frame.tsx'
import { nameError, NameField } from '../views/sign-in-frame.tsx'

const limit = { name: 'name', most: 20, seconds: 3_600 }
type Asking = { db: Reads; who: Reader; speaks: string | undefined; now: Date }

export const show: Page<typeof paths.accountName, Reader> = (c) => page(c, { name: c.who.name })

export const submit: Action<typeof paths.accountName, Reader> = async ({ form, limits, ...c }) => {
  const name = textIn(form, 'name')
  const { t } = await settingFor(c.db, c)
  if (!limits.allows(limit, String(c.who.id))) return page(c, { name, error: t('sign_in.too_often') }, 429)
  const outcome = await changeName(c.db, { reader_id: c.who.id, name, is_staff: c.who.roles.length > 0 }, c.now)
  if ('name' in outcome) return seeOther(`${paths.account}?done=name`)
  return page(c, { name, error: outcome.refused === 'too_soon' ? t('name.too_soon') : nameError(outcome.refused, t) }, 422)
}

async function page({ db, who, speaks, now }: Asking, { name, error }: { name: string; error?: string }, status = 200): Promise<Response> {
  const [account, reader] = await Promise.all([accountOf(db, { who, speaks }), accountById(db, who.id)])
  const { t, facts: { paper: { time_zone } } } = account
  const next = nextNameChange(reader, now)
  return html(
    <AccountFrame {...account} title={t('name.title')} current={paths.account}>
      <Wrong errors={error ? { name: error } : {}} t={t} />
      <p>{next ? t('name.wait', { name: who.name, date: t.date(next, time_zone) }) : t('name.about')}</p>
      {next ? <p><a href={paths.account}>{t('account.back')}</a></p> : (
        <form class="form" method="post" action={paths.accountName}>
          <NameField t={t} value={name} error={error} />
          <div class="actions"><button class="button">{t('name.change')}</button> <a href={paths.account}>{t('account.back')}</a></div>
        </form>
      )}
    </AccountFrame>, status)
}
