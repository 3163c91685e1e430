// Alerts, as the desk sees them.
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { paths, url } from '../../urls.ts'
import type { Alert } from '../reads/alerts.ts'

interface Shown { t: T; alerts: Alert[]; zone: string }

/** What goes on right now, above everything else. */
export function OpenAlerts({ t, alerts, zone }: Shown) {
  if (alerts.length === 0) return null
  return (
    <section class="open-alerts" aria-labelledby="open-alerts">
      <h2 id="open-alerts">{t('audience_alerts.open', { n: alerts.length })}</h2>
      <ul>
        {alerts.map((alert) => (
          <li><strong><Subject alert={alert} t={t} /></strong> {t(`audience_alerts.says.${alert.kind}`, { views: alert.views, usual: alert.usual, time: t.time(alert.began_at, zone) })}</li>
        ))}
      </ul>
      <p class="small"><a href={paths.deskAudienceAlerts}>{t('audience_alerts.all')}</a></p>
    </section>
  )
}

export function AlertTable({ t, alerts, zone }: Shown) {
  return (
    <DataTable caption={t('audience_alerts.title')} rows={alerts} empty={t('audience_alerts.none')} columns={[
      { label: t('audience_alerts.what'), names: true, cell: (alert) => <Subject alert={alert} t={t} /> },
      { label: t('audience_alerts.began'), cell: ({ began_at }) => <time datetime={began_at.toISOString()}>{t.dateTime(began_at, zone)}</time> },
      { label: t('audience_alerts.ended'), cell: ({ ended_at }) => (ended_at ? <time datetime={ended_at.toISOString()}>{t.dateTime(ended_at, zone)}</time> : t('audience_alerts.goes_on')) },
      { label: t('audience_alerts.views'), numeric: true, cell: ({ views }) => t.number(views) },
      { label: t('audience_alerts.usual'), numeric: true, cell: ({ usual }) => t.number(usual) },
      { label: t('audience_alerts.furthest'), numeric: true, cell: ({ furthest }) => t.number(furthest) },
    ]} />
  )
}

function Subject({ alert: { article_id, headline, language }, t }: { alert: Alert; t: T }) {
  if (article_id === null) return <>{t('audience_alerts.gone')}</>
  return <a href={url(paths.deskAudienceArticle, { id: String(article_id) })} lang={language === null ? undefined : langOf({ language }, t)}>{headline}</a>
}
