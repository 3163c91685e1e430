import { loadFrame } from '../../articles/reads/paper.ts'
import { translator, type T } from '../../base/i18n/i18n.ts'
import { dayOf } from '../../base/time.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { Head } from '../../base/ui/head.tsx'
import { printed } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'
import { bankAccount, runningCampaign } from '../reads/campaigns.ts'
import { Appeal } from '../views/appeal.tsx'

export const show: Page<typeof paths.support, 'anyone'> = async ({ db, site, now }) => {
  const facts = await loadFrame(db)
  const { paper } = facts
  const t = translator(paper.language)
  const [campaign, account] = await Promise.all([
    runningCampaign(db, { day: dayOf(now, paper.time_zone), language: paper.language }),
    bankAccount(db),
  ])
  const head = <Head site={site} facts={facts} t={t} address={paths.support} title={t('support.title', { paper: paper.name })} description={t('support.standfirst')} />
  const view = (
    <Frame facts={facts} t={t} title={t('support.title', { paper: paper.name })} description={t('support.standfirst')} head={head}>
      <article class="article">
        <header>
          <div class="over"><h1>{t('support.title', { paper: paper.name })}</h1></div>
          <p class="standfirst">{t('support.standfirst')}</p>
        </header>
        <div class="body">
          <h2 id="transfer">{t('support.transfer')}</h2>
          {account ? <Transfer account={account} t={t} /> : <p>{t('support.none')}</p>}
          {paper.mail_address ? <p class="small">{t('support.contact', { mail: paper.mail_address })}</p> : null}
        </div>
        {campaign ? <Appeal campaign={campaign} t={t} button={null} /> : null}
      </article>
    </Frame>
  )
  return printed(view, { tags: ['paper', 'campaign'] })
}

type Account = NonNullable<Awaited<ReturnType<typeof bankAccount>>>

function Transfer({ account, t }: { account: Account; t: T }) {
  const rows = [
    [t('support.holder'), account.holder], [t('support.iban'), account.iban.replace(/(.{4})(?=.)/g, '$1 ')],
    [t('support.bic'), account.bic], [t('support.purpose'), account.purpose],
  ] as const
  return (
    <>
      <p>{t('support.transfer_text')}</p>
      <dl class="bank-account">{rows.filter(([, value]) => value).map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}</dl>
    </>
  )
}
