// Cancelling and withdrawing from one's own side: whose it is is known, and what became of it is said at once.
import type { Errors } from '../../base/ui/form.tsx'
import { meaningOf, statutoryLang, statutoryWords } from '../../base/ui/statutory.tsx'
import { paper } from '../../articles/reads/paper.ts'
import { dayOf } from '../../base/time.ts'
import type { Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { paths, url } from '../../urls.ts'
import { declarationIn, declarationTyped } from '../declaration-form.ts'
import { declare, type DeclarationKind } from '../declaration.ts'
import type { Supporting } from '../own-side.ts'
import { sumInWords } from '../views/own-words.ts'
import { DeclarationForm } from '../views/declaration-form.tsx'
import { OwnFrame } from '../views/own-frame.tsx'
import { done, pledgeAsked, type Asked } from './my-support-pledge.tsx'

export const showCancellation: Page<typeof paths.mySupportCancellation, Supporting> = (c) => page(c, 'cancellation')
export const showWithdrawal: Page<typeof paths.mySupportWithdrawal, Supporting> = (c) => page(c, 'withdrawal')
export const cancel: Action<typeof paths.mySupportCancellation, Supporting> = (c) => take(c, 'cancellation')
export const withdraw: Action<typeof paths.mySupportWithdrawal, Supporting> = (c) => take(c, 'withdrawal')

const own = {
  cancellation: { form: paths.mySupportCancellation, received: paths.cancelReceived, words: 'cancel' },
  withdrawal: { form: paths.mySupportWithdrawal, received: paths.withdrawReceived, words: 'withdraw' },
} as const

async function page(c: Asked, kind: DeclarationKind, { typed = {}, errors = {} }: { typed?: Form; errors?: Errors } = {}): Promise<Response> {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { facts, t, who, standing: { pledge, can, next, withdrawable_until } } = asked
  const { words, form } = own[kind]
  const action = url(form, { id: String(pledge.id) })
  const isCancellation = kind === 'cancellation'
  if (isCancellation) found(can.cancel || undefined)
  const title = isCancellation ? t('own.cancel') : statutoryWords[words]
  return html(
    <OwnFrame facts={facts} t={t} title={title} whose={who.name}>
      {!isCancellation && meaningOf(words, t) ? <p lang={statutoryLang(t) === undefined ? undefined : t.language}>{meaningOf(words, t)}</p> : null}
      <p>{t('own.now', { sum: sumInWords(pledge, t) })} {isCancellation && next ? t('own.cancel.next', { date: t.day(next) }) : ''}</p>
      {isCancellation && can.pause ? <p>{t('own.cancel.or_pause')} <a href={url(paths.mySupportPause, { id: String(pledge.id) })}>{t('own.pause')}</a></p> : null}
      {isCancellation || withdrawable_until !== null ? (
        <>
          {withdrawable_until === null || isCancellation ? null : <p>{t('own.withdraw.until', { date: t.day(withdrawable_until) })}</p>}
          <DeclarationForm kind={kind} isKnown action={action} t={t} typed={declarationTyped(typed)} errors={errors} />
        </>
      ) : (
        <>
          <p>{t('own.withdraw.over')}</p>
          {can.cancel ? <p><a href={url(paths.mySupportCancellation, { id: String(pledge.id) })}>{t('own.cancel')}</a></p> : null}
        </>
      )}
      <p class="after"><a href={paths.mySupport}>{t('own.back')}</a></p>
    </OwnFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}

async function take(c: Parameters<Action<typeof paths.mySupportCancellation, Supporting>>[0], kind: DeclarationKind): Promise<Response> {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { t, who, standing: { pledge, can, withdrawable_until } } = asked
  if (kind === 'cancellation' ? !can.cancel : withdrawable_until === null) return done('too_late')
  const { declaration, errors } = declarationIn(c.form, { kind, isKnown: true, today: dayOf(c.now, (await paper(c.db)).time_zone), t })
  if (Object.values(errors).some(Boolean)) return page(c, kind, { typed: c.form, errors })
  const said = { ...declaration, name: who.name, mail_address: who.mail_address, reference: pledge.reference }
  const { token } = await declare(c.db, { declaration: said, known: { supporter_id: who.id, pledge_id: pledge.id } }, { site: c.site, safe: c.safe, now: c.now })
  return seeOther(url(own[kind].received, { token }))
}
