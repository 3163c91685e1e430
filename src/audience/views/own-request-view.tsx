// The parts of the page that tells readers what is kept of their request.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { Hit, Said, View } from '../hit.ts'

interface KeptProps { hit: Hit; /** The hit as it is written. */ line: string; zone: string; page: string; isSaltless: boolean; t: T }

/** Field by field, and then the very line. */
export function Kept({ hit, line, zone, page, isSaltless, t }: KeptProps) {
  const rows: [string, Child, string][] = [
    [t('counting.minute'), t.dateTime(new Date(hit.minute * 60_000), zone), t('counting.minute_for')],
    [t('counting.page'), page, t('counting.page_for')],
    ...(hit.kind === 'view' ? ofReader(hit, { isSaltless, t }) : []),
    ...(hit.kind === 'machine' ? [[t('counting.machine'), t(`counting.machine.${hit.machine}`), t('counting.machine_for')] satisfies [string, Child, string]] : []),
  ]
  return (
    <>
      <div class="table" tabindex={0} role="region" aria-label={t('counting.kept')}>
        <table>
          <thead><tr><th scope="col">{t('counting.field')}</th><th scope="col">{t('counting.value')}</th><th scope="col">{t('counting.purpose')}</th></tr></thead>
          <tbody>{rows.map(([name, value, purpose]) => <tr><th scope="row">{name}</th><td>{value}</td><td>{purpose}</td></tr>)}</tbody>
        </table>
      </div>
      {isSaltless ? null : <><p>{t('counting.line')}</p><pre class="record" role="region" tabindex={0} aria-label={t('counting.line')}><code>{line}</code></pre></>}
    </>
  )
}

function ofReader({ reader, device, language, country, campaign }: View, { isSaltless, t }: Pick<KeptProps, 'isSaltless' | 't'>): [string, Child, string][] {
  const none = t('counting.none')
  return [
    [t('counting.reader'), reader === null ? none : isSaltless ? t('counting.reader_now') : <code>{reader}</code>, t('counting.reader_for')],
    [t('counting.device'), device === null ? none : t(`counting.device.${device}`), t('counting.device_for')],
    [t('counting.language'), language === null ? none : t.languageName(language), t('counting.language_for')],
    [t('counting.country'), country === null ? none : t.countryName(country), t('counting.country_for')],
    [t('counting.campaign'), campaign === null ? none : [campaign.source, campaign.medium, campaign.name, campaign.content].filter(Boolean).join(', '), t('counting.campaign_for')],
  ]
}

/** What came with the request and does not stay. Shown to whoever sent it, and to nobody else. */
export function Forgotten({ said, now, zone, t }: { said: Said; now: Date; zone: string; t: T }) {
  const seconds = String(now.getUTCSeconds()).padStart(2, '0')
  const rows: [string, Child][] = [
    [t('counting.address'), said.address || t('counting.none')],
    [t('counting.agent'), said.agent || t('counting.none')],
    [t('counting.languages'), said.languages || t('counting.none')],
    [t('counting.time'), t('counting.time_said', { minute: t.time(now, zone), seconds })],
  ]
  return <dl class="sent">{rows.map(([name, value]) => <div><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

export function WaysOut({ t }: { t: T }) {
  return (
    <>
      <h3>{t('counting.gpc')}</h3>
      <p>{t('counting.gpc_about')}</p>
      <ul>
        <li>{t('counting.gpc_firefox')}</li>
        <li>{t('counting.gpc_brave')}</li>
        <li>{t('counting.gpc_chrome')}</li>
        <li>{t('counting.gpc_safari')}</li>
      </ul>
      <h3>{t('counting.choice')}</h3>
      <p>{t('counting.choice_about')}</p>
      <p class="scriptless"><strong>{t('counting.choice_scriptless')}</strong></p>
      <div class="choose" data-unmeasured data-counted={t('counting.choice_counted')} data-out={t('counting.choice_out')} data-half={t('counting.choice_half')} data-leave={t('counting.choice_leave')} data-again={t('counting.choice_again')} hidden>
        <p role="status"></p>
        <button type="button" class="button">{t('counting.choice_leave')}</button>
      </div>
      <h3>{t('counting.blocking')}</h3>
      <p>{t('counting.blocking_about')}</p>
    </>
  )
}
