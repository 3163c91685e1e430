// How the paper counts and how what it signs is verified, for everybody, with a version.
import type { Child } from 'hono/jsx'
import { printed } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { paths, url } from '../../urls.ts'
import { methodVersion } from '../method.ts'
import { publicKeys, statementsBefore } from '../reads/totals.ts'
import { audienceSettings } from '../reads/rolling.ts'
import { PublicFrame, shownToAll } from './public-frame.tsx'

const parts = ['counted', 'readers', 'error', 'measured', 'machines', 'left_out', 'few', 'day', 'corrections', 'chain'] as const

export const show: Page<typeof paths.statisticsMethod, 'anyone'> = async ({ db, site }) => {
  const { facts, t } = await shownToAll(db)
  const [{ mode }, [last], keys] = [await audienceSettings(db), await statementsBefore(db, { before: Number.MAX_SAFE_INTEGER, limit: 1 }), await publicKeys(db)]
  const key = last?.key ?? keys.at(-1)?.name ?? 'KEY'
  const at = (path: string) => site.url + path
  const lines = [
    `curl -sO ${at(url(paths.totalsFile, { file: `${last?.number ?? 1}.json` }))}`, `curl -sO ${at(url(paths.totalsFile, { file: `${last?.number ?? 1}.sig` }))}`, `curl -sO ${at(url(paths.totalsKey, { file: `${key}.pem` }))}`,
    `openssl pkeyutl -verify -pubin -inkey ${key}.pem -rawin -in ${last?.number ?? 1}.json -sigfile ${last?.number ?? 1}.sig`,
  ]
  return printed(
    <PublicFrame facts={facts} t={t} site={site} address={paths.statisticsMethod} title={t('method.title')} standfirst={t('method.standfirst', { version: methodVersion })}>
      <div class="method-text">
        <p>{t('method.now')} <strong>{t(`counting.mode.${mode}`)}</strong> <a href={paths.counting}>{t('page.counting')}</a></p>
        {parts.map((part) => <><h2 id={part}>{t(`method.${part}`)}</h2><p>{t(`method.${part}_text`)}</p></>)}
        <h2 id="verify">{t('method.verify')}</h2>
        <p>{t('method.verify_one')}</p>
        <Commands lines={lines} label={t('method.verify')} />
        <p>{t('method.verify_hash')}</p>
        <Commands lines={[`sha256sum ${Math.max(1, (last?.number ?? 2) - 1)}.json`]} label={t('method.verify_hash')} />
        <p>{t('method.verify_all')}</p>
        <Commands lines={[`npx litfass totals verify ${site.url}`]} label={t('method.verify_all')} />
        <p>{t('method.verify_keep')}</p>
        <h2 id="versions">{t('method.versions')}</h2>
        <p>{t('method.version_1')}</p>
        <p><a href={paths.statistics}>{t('statistics.title')}</a> · <a href={paths.totals}>{t('totals.title')}</a></p>
      </div>
    </PublicFrame>, { tags: ['paper', 'statistics'] })
}

function Commands({ lines, label }: { lines: string[]; label: string }): Child {
  return <pre class="commands" tabindex={0} role="region" aria-label={label}><code>{lines.join('\n')}</code></pre>
}
