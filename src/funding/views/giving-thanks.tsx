// After the button: thanks, what is left to do, what happens next.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { Drawn } from '../girocode.ts'
import { FactList } from './giving-check.tsx'

export interface TransferShown { holder: string; iban: string; amount: string; reference: string; /** For the apps of banks, which know euros only. */ code: Drawn | null }

interface ThanksProps {
  t: T
  title: string
  lead: string
  transfer: TransferShown | null
  next: string[]
  /** Where a checkout that was broken off goes on. */
  again: { token: string; providerName: string; text: string; hasFailed: boolean } | null
}

export function GivingThanks({ t, title, lead, transfer, next, again }: ThanksProps) {
  return (
    <div class="given">
      <header><h1>{title}</h1><p class="standfirst">{lead}</p></header>
      {again ? <Again t={t} {...again} /> : null}
      {transfer ? <TransferData t={t} transfer={transfer} /> : null}
      {next.length > 0 ? (
        <section class="step">
          <h2>{t('giving.next')}</h2>
          <ol class="next">{next.map((step) => <li>{step}</li>)}</ol>
        </section>
      ) : null}
    </div>
  )
}

function Again({ t, token, providerName, text, hasFailed }: NonNullable<ThanksProps['again']> & { t: T }) {
  return (
    <section class="step">
      <h2>{t('giving.thanks_open')}</h2>
      <div>
        <p>{text}</p>
        <form class="actions" method="post" action={url(paths.supportCheckout, { token })}>
          <button class="button">{t('giving.thanks.again', { provider: providerName })}</button>
          {hasFailed ? <a class="small" href={paths.support}>{t('giving.thanks.other_way')}</a> : <a class="small" href={url(paths.supportThanks, { token })}>{t('giving.thanks.look_again')}</a>}
        </form>
      </div>
    </section>
  )
}

export function TransferData({ t, transfer: { holder, iban, amount, reference, code } }: { t: T; transfer: TransferShown }) {
  return (
    <section class="step transfer">
      <h2>{t('giving.transfer')}</h2>
      <div class="transfer-data">
        <div>
          <p class="small">{t('giving.transfer.type')}</p>
          <FactList facts={[
            { name: t('giving.transfer.holder'), value: holder },
            { name: t('giving.iban'), value: <span class="digits">{iban}</span> },
            { name: t('giving.transfer.amount'), value: amount },
            { name: t('giving.transfer.reference'), value: <span class="digits">{reference}</span>, hint: t('giving.transfer.reference_hint') },
          ]} />
        </div>
        {code ? (
          <div>
            <p class="small">{t('giving.transfer.scan')}</p>
            <GiroCode code={code} alt={t('giving.transfer.alt')} />
          </div>
        ) : null}
      </div>
    </section>
  )
}

/** With a quiet zone of four modules, dark on white in the dark, too. */
function GiroCode({ code: { size, path }, alt }: { code: Drawn; alt: string }) {
  return (
    <svg class="girocode" role="img" aria-label={alt} viewBox={`-4 -4 ${size + 8} ${size + 8}`} shape-rendering="crispEdges">
      <path fill="white" d={`M-4 -4h${size + 8}v${size + 8}h-${size + 8}z`} />
      <path fill="black" d={path} />
    </svg>
  )
}
