// What a supporter gives, as the desk shows it, with what staff may do about it for them.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { Standing } from '../own-pledge.ts'
import { inFours, sumInWords } from './own-words.ts'
import { shortState } from './supporter-words.ts'

export function DeskPledges({ standings, zone, t }: { standings: Standing[]; zone: string; t: T }) {
  if (standings.length === 0) return <p class="nothing">{t('supporters.gives.nothing')}</p>
  // What goes on comes first.
  const ordered = standings.toSorted((a, b) => Number(a.pledge.state === 'ended') - Number(b.pledge.state === 'ended'))
  return <>{ordered.map((standing) => <DeskPledge standing={standing} zone={zone} t={t} />)}</>
}

function DeskPledge({ standing: { pledge, next, can }, zone, t }: { standing: Standing; zone: string; t: T }) {
  const to = (path: PledgePath) => url(path, { id: String(pledge.id) })
  const ways: [boolean, PledgePath, string][] = [
    [can.change, paths.deskPledgeAmount, t(pledge.rhythm === 'once' ? 'own.change_amount' : 'own.change_rhythm')],
    [can.pause, paths.deskPledgePause, t(pledge.state === 'paused' ? 'own.change_pause' : 'supporters.pause')],
    [can.resume, paths.deskPledgeResumption, t('supporters.resume')],
    [can.cancel, paths.deskPledgeCancellation, t('supporters.cancel')],
  ]
  const possible = ways.filter(([is]) => is)
  return (
    <section class="desk-pledge" id={`pledge-${pledge.id}`} aria-labelledby={`sum-${pledge.id}`}>
      <h3 id={`sum-${pledge.id}`}>{sumInWords(pledge, t)}</h3>
      <dl class="desk-facts">
        <div><dt>{t('pledges.state')}</dt><dd>{shortState(pledge, t)}</dd></div>
        {next ? <div><dt>{t('pledges.next')}</dt><dd>{t.day(next)}</dd></div> : null}
        <div><dt>{t('own.way')}</dt><dd>{t(`own.way.${pledge.way}`)}{pledge.way === 'debit' ? ` ${pledge.iban_shown ?? ''}` : ''}</dd></div>
        <div><dt>{t('supporters.reference')}</dt><dd>{inFours(pledge.reference)}</dd></div>
        <div><dt>{t('pledges.since')}</dt><dd>{t.date(pledge.created_at, zone)}</dd></div>
      </dl>
      {possible.length === 0 ? null : <ul class="doings">{possible.map(([, path, label]) => <li><a href={to(path)} aria-describedby={`sum-${pledge.id}`}>{label}</a></li>)}</ul>}
    </section>
  )
}
type PledgePath = (typeof paths)[`deskPledge${'Amount' | 'Pause' | 'Resumption' | 'Cancellation'}`]
