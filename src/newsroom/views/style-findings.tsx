// What house style has to say about an article, for pages: after saving, and where it keeps an article from being published.
import type { T } from '../../base/i18n/i18n.ts'
import type { Finding } from '../client/editor/house-style/finding.ts'

const fields = ['kicker', 'headline', 'standfirst', 'dateline_place', 'lead_picture', 'lead_alt', 'lead_caption', 'note', 'body'] as const

interface FindingsProps { findings: Finding[]; /** Over the list. */ title: string; /** Of the page with the fields, where that is another one. */ path?: string; t: T }

export function Findings({ findings, title, path = '', t }: FindingsProps) {
  if (findings.length === 0) return null
  return (
    <section class="style-findings" aria-labelledby="style-findings">
      <h2 id="style-findings">{title}</h2>
      <ul>{findings.map((finding) => <li class={finding.blocks ? 'blocks' : undefined}><OneFinding finding={finding} path={path} t={t} /></li>)}</ul>
    </section>
  )
}

function OneFinding({ finding: { check, blocks, place, words, before, after, instead, reason, length, limit }, path, t }: { finding: Finding; path: string; t: T }) {
  const field = fields.find((one) => one === place.field)
  return (
    <>
      <p class="small"><strong>{t(`house_style.check.${check}`)}</strong>{field ? <> · <a href={`${path}#${field}`}>{t(`house_style.field.${field}`)}</a></> : null}{blocks ? <> · {t('house_style.weight.blocks')}</> : null}</p>
      {words.trim() === '' ? null : <p>{before ? '…' : ''}{before}<mark>{words}</mark>{after}{after ? '…' : ''}{instead.length > 0 ? <> → <strong>{instead.join(' / ')}</strong></> : null}</p>}
      {length === null || limit === null ? null : <p class="small">{t('house_style.how_long', { length: t.number(length), limit: t.number(limit) })}</p>}
      {reason ? <p class="small">{reason}</p> : null}
    </>
  )
}
