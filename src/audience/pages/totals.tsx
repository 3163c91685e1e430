// What the paper has signed of its days, and with which keys: as pages for people, and letter by letter for programs.
import { printed, printedBytes, printedText } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { publicKeys, statementNumbered, statementsAfter, statementsBefore, type TotalsStatement } from '../reads/totals.ts'
import { saidIn } from '../totals-verifying.ts'
import { pemOf } from '../totals-key.ts'
import { Statements } from '../views/public-view.tsx'
import { PublicFrame, shownToAll } from './public-frame.tsx'

const linesShown = 100
/** In one file of the chain: half a megabyte before it is packed. */
export const statementsInFile = 500
const kept = { tags: ['statistics' as const] }

export const list: Page<typeof paths.totals, 'anyone', 'before'> = async ({ db, query, site }) => {
  const { facts, t } = await shownToAll(db)
  const before = query.before === undefined ? undefined : found(numberIn(query.before))
  // Each page begins behind a statement that there is: there are no more pages than statements.
  if (before !== undefined) found(await statementNumbered(db, before))
  const [statements, keys] = [await statementsBefore(db, { before: before ?? Number.MAX_SAFE_INTEGER, limit: linesShown }), await publicKeys(db)]
  const last = statements.at(-1)
  return printed(
    <PublicFrame facts={facts} t={t} site={site} address={withQuery(paths.totals, { before })} title={t('totals.title')} standfirst={t('totals.standfirst')}>
      <p class="totals-way"><a href={`${paths.statisticsMethod}#verify`}>{t('totals.verify')}</a><a href={paths.totalsChain}>{t('totals.chain')}</a><a href={paths.statistics}>{t('statistics.title')}</a></p>
      {last ? <Statements t={t} statements={statements.map((one) => ({ ...one, ...figuresIn(one) }))} /> : <p class="nothing">{t('totals.none')}</p>}
      {last && last.number > 1 ? <p class="more"><a href={withQuery(paths.totals, { before: last.number })} rel="next">{t('totals.earlier')}</a></p> : null}
      {keys.length > 0 ? <section class="figure-part" aria-labelledby="keys">
        <h2 id="keys">{t('totals.keys')}</h2>
        <p>{t('totals.keys_about')}</p>
        <ul class="totals-keys">{keys.map(({ name, made_at, retired_at }) => <li><a href={url(paths.totalsKey, { file: `${name}.pem` })}><code>{name}</code></a> {retired_at ? t('totals.key_until', { from: t.date(made_at, facts.paper.time_zone), to: t.date(retired_at, facts.paper.time_zone) }) : t('totals.key_since', { from: t.date(made_at, facts.paper.time_zone) })}</li>)}</ul>
      </section> : null}
    </PublicFrame>, { tags: ['paper', 'statistics'] })
}

function figuresIn({ text }: TotalsStatement): { views: number | null; readers: number | string | null } {
  const said = saidIn(text)
  return said?.kind === 'totals' ? { views: said.views, readers: said.readers } : { views: null, readers: null }
}

/** The whole chain in parts, each with all keys, so that it can be kept and verified without the paper. */
export const chain: Page<typeof paths.totalsChain, 'anyone', 'after'> = async ({ db, query, site }) => {
  await shownToAll(db)
  const after = query.after === undefined ? 0 : found(numberIn(query.after))
  if (after > 0) found(after % statementsInFile === 0 ? await statementNumbered(db, after) : undefined)
  const statements = await statementsAfter(db, { after, limit: statementsInFile })
  const keys = (await publicKeys(db)).map(({ name, public_key, made_at, retired_at }) => ({ name, public_key, made_at, retired_at }))
  const next = statements.length === statementsInFile ? `${site.url}${withQuery(paths.totalsChain, { after: after + statementsInFile })}` : null
  const told = { format: 'litfass-totals-chain/1', paper: site.url, keys, statements: statements.map(({ number, key, text, signature }) => ({ number, key, text, signature })), next }
  return printedText(`${JSON.stringify(told, null, 1)}\n`, { contentType: 'application/json', ...kept })
}

/** The very bytes that were signed, and the signature of them. */
export const file: Page<typeof paths.totalsFile, 'anyone'> = async ({ db, params }) => {
  await shownToAll(db)
  const [, number = '', kind] = /^(\d+)\.(json|sig)$/.exec(params.file) ?? []
  const { text, signature } = found(await statementNumbered(db, found(numberIn(number))))
  return kind === 'sig' ? printedBytes(Buffer.from(signature, 'base64'), { contentType: 'application/octet-stream', ...kept }) : printedText(text, { contentType: 'application/json', ...kept })
}

export const key: Page<typeof paths.totalsKey, 'anyone'> = async ({ db, params }) => {
  await shownToAll(db)
  const { public_key } = found((await publicKeys(db)).find(({ name }) => `${name}.pem` === params.file))
  return printedText(pemOf(public_key), { contentType: 'application/x-pem-file', ...kept })
}
