// A pledge on its supporter's own side.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { Standing } from '../own-pledge.ts'
import { cardLabel, inFours, stateInWords, sumInWords } from './own-words.ts'

interface OwnPledgeProps { standing: Standing; t: T }

/** How many of its dues are seen before the rest is folded. */
const seen = 6

export function PledgeOfMine({ standing, t }: OwnPledgeProps) {
  const { pledge, account, dues, next } = standing
  const id = `pledge-${pledge.id}`
  return (
    <section aria-labelledby={id} class="own-pledge">
      <h2 id={id}>{sumInWords(pledge, t)}</h2>
      <p>{stateInWords(pledge, t)}</p>
      <dl class="facts-of-mine">
        {next ? <div><dt>{t('own.next')}</dt><dd>{t.day(next)}</dd></div> : null}
        <div><dt>{t('own.way')}</dt><dd>{t(`own.way.${pledge.way}`)}{pledge.way === 'debit' ? <> {pledge.iban_shown} <small>{t('own.mandate', { reference: pledge.mandate_reference ?? '' })}</small></> : null}</dd></div>
        <div><dt>{t('own.reference')}</dt><dd>{inFours(pledge.reference)}</dd></div>
      </dl>
      {pledge.way === 'transfer' && next && account ? <p class="small">{t('own.transfer_to', { holder: account.holder, iban: inFours(account.iban), reference: inFours(pledge.reference) })}</p> : null}
      <Doings standing={standing} t={t} />
      <Dues dues={dues} t={t} />
    </section>
  )
}

function Doings({ standing: { pledge, can, withdrawable_until }, t }: { standing: Standing; t: T }) {
  const to = (path: PledgePath) => url(path, { id: String(pledge.id) })
  const ways: [boolean, PledgePath, string][] = [
    [can.change, paths.mySupportAmount, t(pledge.rhythm === 'once' ? 'own.change_amount' : 'own.change_rhythm')],
    [can.card, paths.mySupportCard, t(cardLabel(pledge))],
    [can.debit, paths.mySupportAccount, t(pledge.way === 'debit' ? 'own.change_account' : 'own.to_debit')],
    [can.transfer, paths.mySupportTransfer, t('own.to_transfer')],
    [can.pause, paths.mySupportPause, t(pledge.state === 'paused' ? 'own.change_pause' : 'own.pause')],
    [can.resume, paths.mySupportResumption, t('own.resume')],
    [can.cancel, paths.mySupportCancellation, t('own.cancel')],
    [withdrawable_until !== null, paths.mySupportWithdrawal, t('own.withdraw')],
  ]
  const possible = ways.filter(([is]) => is)
  return possible.length === 0 ? null : <ul class="doings">{possible.map(([, path, label]) => <li><a href={to(path)}>{label}</a></li>)}</ul>
}
type PledgePath = (typeof paths)[`mySupport${'Amount' | 'Account' | 'Card' | 'Transfer' | 'Pause' | 'Resumption' | 'Cancellation' | 'Withdrawal'}`]

function Dues({ dues, t }: { dues: Standing['dues']; t: T }) {
  if (dues.length === 0) return null
  const [first, rest] = [dues.slice(0, seen), dues.slice(seen)]
  return (
    <>
      <h3>{t('own.dues')}</h3>
      <ul class="dues">{first.map((due) => <Due due={due} t={t} />)}</ul>
      {rest.length > 0 ? <details class="dues-before"><summary>{t('own.dues.before', { n: rest.length })}</summary><ul class="dues">{rest.map((due) => <Due due={due} t={t} />)}</ul></details> : null}
    </>
  )
}

function Due({ due: { id, state, due_on, paid_on, amount, currency }, t }: { due: Standing['dues'][number]; t: T }) {
  const date = t.day(paid_on ?? due_on)
  return (
    <li>
      <span>{t(`own.due.${state}`, { date, amount: t.money(amount, currency) })}</span>
      {state === 'paid' ? <> <a href={url(paths.mySupportReceipt, { id: String(id) })} aria-label={t('own.receipt_of', { date })}>{t('own.receipt')}</a></> : null}
    </li>
  )
}
