// The ways out for everyone, without signing in: a link in the foot of every page leads to a form with a button (two steps, no
// more: §§ 312k, 356a BGB), and that to a confirmation with date and time that can be kept.
import { paper } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import type { Safe } from '../../base/safe/safe.ts'
import { dayOf } from '../../base/time.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { meaningOf, statutoryLang, statutoryWords } from '../../base/ui/statutory.tsx'
import type { Form } from '../../base/web/form.ts'
import { download, html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { settingFor } from '../../people/account.ts'
import { hashOf, type Visitor } from '../../people/session.ts'
import { paths, url } from '../../urls.ts'
import { declarationIn, declarationTyped } from '../declaration-form.ts'
import { declaredLines, generally } from '../declaration-letter.ts'
import { declarationLimits, declare, plainReference, saidIn, type DeclarationKind } from '../declaration.ts'
import { declarationByToken, type DeclarationFacts } from '../reads/declarations.ts'
import { DeclarationForm } from '../views/declaration-form.tsx'
import { Declared, outcomeTexts } from '../views/declared.tsx'

const own = {
  cancellation: { form: paths.cancel, received: paths.cancelReceived, text: paths.cancelReceivedText, words: 'cancel' },
  withdrawal: { form: paths.withdraw, received: paths.withdrawReceived, text: paths.withdrawReceivedText, words: 'withdraw' },
} as const

export const showCancel: Page<typeof paths.cancel, Visitor> = (c) => formPage(c, 'cancellation')
export const showWithdraw: Page<typeof paths.withdraw, Visitor> = (c) => formPage(c, 'withdrawal')
export const cancel: Action<typeof paths.cancel, Visitor> = (c) => take(c, 'cancellation')
export const withdraw: Action<typeof paths.withdraw, Visitor> = (c) => take(c, 'withdrawal')
export const showCancelled: Page<typeof paths.cancelReceived, Visitor> = (c) => received(c, 'cancellation')
export const showWithdrawn: Page<typeof paths.withdrawReceived, Visitor> = (c) => received(c, 'withdrawal')
export const cancelledText: Page<typeof paths.cancelReceivedText, Visitor> = (c) => asText(c, 'cancellation')
export const withdrawnText: Page<typeof paths.withdrawReceivedText, Visitor> = (c) => asText(c, 'withdrawal')

interface Asked { db: Reads; who: Visitor; speaks: string | undefined }

async function formPage(c: Asked, kind: DeclarationKind, { typed, errors = {}, status = 200 }: { typed?: Form; errors?: Errors; status?: number } = {}): Promise<Response> {
  const { facts, t } = await settingFor(c.db, c)
  const { words, form } = own[kind]
  const meaning = meaningOf(words, t)
  return html(
    <Frame facts={facts} t={t} title={statutoryWords[words]} head={<NotIndexed />}>
      <div class="account"><div class="own">
        <h1 lang={statutoryLang(t)}>{statutoryWords[words]}</h1>
        {meaning ? <p class="standfirst">{meaning}</p> : null}
        <p>{t(`declaration.${kind}.about`, { paper: facts.paper.name })}</p>
        <DeclarationForm kind={kind} action={form} t={t} errors={errors} typed={typed ? declarationTyped(typed) : { mail_address: c.who === 'nobody' ? '' : c.who.mail_address }} />
        <p class="small after">{t(`declaration.${kind}.small`)}</p>
      </div></div>
    </Frame>, status)
}

type Taking = Parameters<Action<typeof paths.cancel, Visitor>>[0]

async function take({ db, form, limits, site, safe, now, ...c }: Taking, kind: DeclarationKind): Promise<Response> {
  const [{ t }, { time_zone }] = await Promise.all([settingFor(db, c), paper(db)])
  const { declaration, errors } = declarationIn(form, { kind, today: dayOf(now, time_zone), t })
  if (Object.values(errors).some(Boolean)) return formPage({ db, ...c }, kind, { typed: form, errors, status: 422 })
  const about = declaration.mail_address.toLowerCase() || plainReference(declaration.reference)
  if (!limits.allows(declarationLimits.form) || !limits.allows(declarationLimits.about, `${kind} ${about}`)) {
    return formPage({ db, ...c }, kind, { typed: form, errors: { name: t('sign_in.too_often') }, status: 429 })
  }
  const { token } = await declare(db, { declaration }, { site, safe, now })
  return seeOther(url(own[kind].received, { token }))
}

interface Confirming extends Asked { params: { token: string }; safe: Safe }

async function received({ db, params, safe, ...c }: Confirming, kind: DeclarationKind): Promise<Response> {
  const { facts, t, row, said } = await confirmed({ db, params, safe, ...c }, kind)
  return html(
    <Frame facts={facts} t={t} title={t(`declaration.${kind}.title`)} head={<NotIndexed />}>
      <div class="account"><div class="own">
        <h1>{t(`declaration.${kind}.title`)}</h1>
        <Declared received={t(`declaration.${kind}.received`, { time: t.dateTime(row.received_at, facts.paper.time_zone), paper: facts.paper.name })} lines={declaredLines(t, { row, said })} texts={textsOf(t, { row, said })} />
        <p>{t(said.mail_address !== '' || row.came_by !== 'public' ? 'declaration.mailed' : 'declaration.mailed_if_known')}</p>
        <p><a href={url(own[kind].text, params)}>{t('declaration.save')}</a></p>
        <p class="small">{t('declaration.print')}</p>
      </div></div>
    </Frame>,
  )
}

/** The same as a file, to be kept. */
async function asText(c: Confirming, kind: DeclarationKind): Promise<Response> {
  const { facts, t, row, said } = await confirmed(c, kind)
  const lines = declaredLines(t, { row, said }).map(([label, value]) => `${label}: ${value}`)
  const text = [t(`declaration.${kind}.title`), t(`declaration.${kind}.received`, { time: t.dateTime(row.received_at, facts.paper.time_zone), paper: facts.paper.name }), lines.join('\n'), ...textsOf(t, { row, said }), `${facts.paper.name}\n${facts.paper.publisher}`.trim()].join('\n\n')
  return download((async function* () { yield `${text}\n` })(), { name: `${row.number}.txt`, contentType: 'text/plain; charset=utf-8' })
}

async function confirmed({ db, params, safe, ...c }: Confirming, kind: DeclarationKind) {
  const row = found(await declarationByToken(db, hashOf(params.token)))
  found(row.kind === kind ? row : undefined)
  const { facts, t } = await settingFor(db, { ...c, speaks: row.language })
  return { facts, t, row, said: saidIn(row, safe) }
}

/** Who came from their own side is told what became of it; everybody else what follows in general. */
function textsOf(t: T, { row, said }: { row: DeclarationFacts; said: ReturnType<typeof saidIn> }): string[] {
  return row.came_by !== 'public' ? outcomeTexts(row.pledges, t, row.kind) : generally(t, { row, said })
}
