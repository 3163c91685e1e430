// A supporter's certificates: those there are, and asking for one of a year that is over or of a single gift.
import type { Db, Reads } from '../../base/db/db.ts'
import { isKey, type T } from '../../base/i18n/i18n.ts'
import { dayOf } from '../../base/time.ts'
import { Wrong } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { busy, html, pdfResponse, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { certificateFile, isFetchable, isWholeYear, issueCollective, issueSingle, within, yearSpan } from '../certificate.ts'
import { certificateNumber } from '../certificate-pdf.ts'
import { grounds } from '../certificate-terms.ts'
import { ownSetting, type Supporting } from '../own-side.ts'
import { certifiableGifts, certificateOf, certificatesOf, type Gift } from '../reads/certificates.ts'
import type { OwnSide } from '../reads/supporter-links.ts'
import { OwnFrame } from '../views/own-frame.tsx'

/** Each takes a third of a second or so. */
const limit = { name: 'certificate', most: 30, seconds: 600 }

export const show: Page<typeof paths.mySupportCertificates, Supporting, 'done'> = async ({ db, who, speaks, query, now }) => (who === 'nobody' ? seeOther(paths.mySupportLinks) : page(db, { who, speaks, now, done: query.done }))

/** `year` or `due`: of all gifts of a year that is over, or of one. */
export const ask: Action<typeof paths.mySupportCertificates, Supporting> = async ({ db, who, speaks, form, limits, site, now }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  if (!limits.allows(limit)) return busy()
  const { facts: { paper } } = await ownSetting(db, { who, speaks })
  const today = dayOf(now, paper.time_zone)
  const entitled = await grounds(db, today)
  const [year, due] = [numberIn(textIn(form, 'year')), numberIn(textIn(form, 'due'))]
  const act = { by: `supporter:${who.id}`, site, now }
  if ('refused' in entitled || !entitled.terms.told_on) return page(db, { who, speaks, now, status: 409 })
  const own = due === undefined ? [] : (await giftsOf(db, who, { from: entitled.terms.since_on, to: today })).filter((gift) => gift.due_id === due)
  const issued = year !== undefined && year < Number(today.slice(0, 4)) ? await issueCollective(db, { supporters: [who.id], span: within(yearSpan(year), entitled.terms) }, act)
    : await issueSingle(db, own.map(({ due_id }) => due_id), act)
  return issued.length > 0 ? seeOther(withQuery(paths.mySupportCertificates, { done: 'issued' })) : page(db, { who, speaks, now, status: 409 })
}

export const fetch: Page<typeof paths.mySupportCertificate, Supporting> = async ({ db, params, who, limits }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  if (!limits.allows(limit)) return busy()
  const certificate = found(await certificateOf(db, { id: found(numberIn(params.id)), supporter_id: who.id }))
  return pdfResponse(found(await certificateFile(db, certificate.id)), `${certificateNumber(certificate)}.pdf`)
}

function giftsOf(db: Reads, who: OwnSide, span: { from: string; to: string }): Promise<Gift[]> {
  return certifiableGifts(db, { span, supporters: [who.id] })
}

interface Shown { who: OwnSide; speaks: string | undefined; now: Date; done?: string | undefined; status?: number }

async function page(db: Reads | Db, { who, speaks, now, done, status = 200 }: Shown): Promise<Response> {
  const { facts, t } = await ownSetting(db, { who, speaks })
  const today = dayOf(now, facts.paper.time_zone)
  const [entitled, certificates] = [await grounds(db, today), await certificatesOf(db, who.id)]
  const said = `certificates.own.done.${done ?? ''}`
  return html(
    <OwnFrame facts={facts} t={t} title={t('certificates.title')} whose={who.name}>
      <Done text={isKey(said) ? t(said) : undefined} />
      <Wrong t={t} errors={status === 200 ? {} : { asking: t('certificates.own.nothing') }} title={t('certificates.own.not_issued')} />
      <p>{t('certificates.own.about', { paper: facts.paper.name })}</p>
      {certificates.length > 0 ? <h2>{t('certificates.own.there')}</h2> : null}
      {certificates.length > 0 ? (
        <dl class="facts-of-mine">
          {certificates.map((one) => (
            <div>
              <dt>{one.kind === 'single' ? t('certificates.of.single', { date: t.day(one.from_on) }) : isWholeYear(one) ? t('certificates.of.year', { year: one.from_on.slice(0, 4) }) : `${t.day(one.from_on)} – ${t.day(one.to_on)}`}</dt>
              <dd>{t.money(one.amount, one.currency)}{one.recalled_at ? ` · ${t('certificates.own.recalled')}` : ''}</dd>
              <dd>{isFetchable(one) ? <a href={url(paths.mySupportCertificate, { id: String(one.id) })}>{t('certificates.own.fetch')}</a> : one.recalled_at ? null : t('certificates.own.by_post')}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <h2 id="asking" tabindex={-1}>{t('certificates.own.more')}</h2>
      {'refused' in entitled ? <p>{t('certificates.own.not_entitled', { paper: facts.paper.name })}</p>
        : entitled.terms.told_on === null ? <p>{t('certificates.own.by_hand')}</p>
          : <Asking gifts={await giftsOf(db, who, { from: entitled.terms.since_on, to: today })} who={who} today={today} t={t} />}
      <p class="after"><a href={paths.mySupport}>{t('own.back')}</a></p>
    </OwnFrame>, status)
}

function Asking({ gifts, who, today, t }: { gifts: Gift[]; who: OwnSide; today: string; t: T }) {
  if (gifts.length === 0) return <p>{t('certificates.own.none')}</p>
  if ([who.name, who.street, who.town, who.country].includes('')) return <p>{t('certificates.own.address')} <a href={paths.mySupportPerson}>{t('certificates.own.address_link')}</a></p>
  const over = [...Map.groupBy(gifts.filter(({ given_on }) => given_on < `${today.slice(0, 4)}-01-01`), ({ given_on }) => given_on.slice(0, 4))]
  const current = gifts.filter(({ given_on }) => given_on >= `${today.slice(0, 4)}-01-01`)
  const sum = (some: Gift[]) => t.money(some.reduce((total, { amount }) => total + amount, 0), 'EUR')
  return (
    <>
      {over.map(([year, some]) => <Ask name="year" value={year} what={t('certificates.own.year', { year, n: some.length, amount: sum(some) })} button={t('certificates.own.ask_year', { year })} />)}
      {current.length > 0 ? <p>{t('certificates.own.this_year')}</p> : null}
      {current.length > 0 ? (
        <details>
          <summary>{t('certificates.own.single')}</summary>
          {current.slice(-24).reverse().map((gift) => <Ask name="due" value={String(gift.due_id)} what={`${t.day(gift.given_on)}: ${t.money(gift.amount, 'EUR')}`} button={t('certificates.own.ask_single')} />)}
        </details>
      ) : null}
    </>
  )
}

function Ask({ name, value, what, button }: { name: 'year' | 'due'; value: string; what: string; button: string }) {
  return <form class="actions" method="post" action={paths.mySupportCertificates}><input type="hidden" name={name} value={value} /><span>{what}</span> <button class="quiet" aria-label={`${button}, ${what}`}>{button}</button></form>
}
