// A supporter's own side: what they give, in words, what has come, and what they can do about it.
import { html, seeOther } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { isKey } from '../../base/i18n/i18n.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { paths } from '../../urls.ts'
import { consentWords } from '../consent.ts'
import { countryName } from '../countries.ts'
import { standingOf } from '../own-pledge.ts'
import { ownSetting, type Supporting } from '../own-side.ts'
import { certificatesOf, entitlement } from '../reads/certificates.ts'
import { fundingMailSettings } from '../reads/mail-settings.ts'
import { pledgesOf } from '../reads/own-side.ts'
import type { OwnSide } from '../reads/supporter-links.ts'
import { standingConsent } from '../reads/upgrade.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { OwnFrame } from '../views/own-frame.tsx'
import { PledgeOfMine } from '../views/own-pledge.tsx'

export const show: Page<typeof paths.mySupport, Supporting, 'done'> = async ({ db, who, speaks, query, now, payments }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  const [{ facts, t }, pledges, consent, settings] = await Promise.all([ownSetting(db, { who, speaks }), pledgesOf(db, who.id), standingConsent(db, who.id), fundingMailSettings(db)])
  const standings = await Promise.all(pledges.map((pledge) => standingOf(db, pledge, { now, payments })))
  const [entitled, hasCertificates] = [await entitlement(db), (await certificatesOf(db, who.id)).length > 0]
  const done = `own.done.${query.done ?? ''}`
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.title')} whose={who.name || who.mail_address} isFirst>
      <Done text={isKey(done) ? t(done) : undefined} />
      {standings.length === 0 ? <p>{t('own.nothing')}</p> : standings.map((standing) => <PledgeOfMine standing={standing} t={t} />)}
      <p class="after"><a href={paths.support}>{t(standings.some(({ pledge }) => pledge.state === 'active') ? 'own.more' : 'own.again')}</a></p>
      <Person who={who} t={t} />
      {entitled.certificates || hasCertificates ? <><h2>{t('certificates.title')}</h2><p>{t('certificates.own.lead')} <a href={paths.mySupportCertificates}>{t('certificates.own.link')}</a></p></> : null}
      <Consent consent={consent} isAsked={settings.upgrade} t={t} zone={facts.paper.time_zone} />
      <h2>{t('own.asking')}</h2>
      <p>{t('own.asking_text')} <a href={`${paths.mySupportAsking}#stop`}>{t('own.asking_link')}</a></p>
    </OwnFrame>,
  )
}

/** Whether they may be asked once a year, as long as the paper asks, or they have said so. */
function Consent({ consent, isAsked, t, zone }: { consent: { words: string; given_at: Date } | undefined; isAsked: boolean; t: T; zone: string }) {
  if (!consent && !isAsked) return null
  return (
    <>
      <h2>{t('own.consent')}</h2>
      <p>{consent ? t('own.consent.given', { date: t.date(consent.given_at, zone), words: consent.words }) : consentWords(t)}</p>
      <form class="actions" method="post" action={paths.mySupportConsent}><button class="quiet" name="do" value={consent ? 'revoke' : 'give'}>{t(consent ? 'own.consent.revoke' : 'own.consent.give')}</button></form>
    </>
  )
}

function Person({ who, t }: { who: OwnSide; t: T }) {
  const { name, mail_address, street, postcode, town, country } = who
  const address = [street, `${postcode} ${town}`.trim(), country ? countryName(country, t.language) : ''].filter(Boolean).join(', ')
  return (
    <>
      <h2>{t('own.person')}</h2>
      <dl class="facts-of-mine">
        <div><dt>{t('declaration.name')}</dt><dd>{name || '–'}</dd><dd><a href={paths.mySupportPerson}>{t('own.change')}</a></dd></div>
        <div><dt>{t('declaration.mail_address')}</dt><dd>{mail_address || '–'}</dd><dd><a href={paths.mySupportAddress}>{t('own.change')}</a></dd></div>
        <div><dt>{t('own.address')}</dt><dd>{address || t('own.address_none')}</dd><dd><a href={paths.mySupportPerson}>{t('own.change')}</a></dd></div>
      </dl>
    </>
  )
}
