// The receipt of a report: whoever has its link sees what became of it, and can object, without an account.
import { loadFrame } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { langOf, spoken, translator, type T } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { hashOf, type Visitor } from '../../people/session.ts'
import { commentUrl, paths, url } from '../../urls.ts'
import { isClause } from '../clause.ts'
import { longestObjection, object, objectionRefusal } from '../objection.ts'
import { decisionFacts, duties, objectionOf, receiptOf, type DecisionFacts, type Receipt } from '../reads/cases.ts'
import { outcomeReason, type Manner } from '../statement.ts'
import { Objection } from '../views/case-parts.tsx'
import { Said } from '../views/said.tsx'

export const show: Page<typeof paths.receipt, Visitor> = async (c) => html(await page(c, await receiptFor(c.db, c.params.token)))

export const objectTo: Action<typeof paths.receiptObjection, Visitor> = async (c) => {
  const { db, params: { token }, form, now } = c
  const receipt = await receiptFor(db, token)
  // Only against a comment's being kept: where it was acted on, there is nothing to object to.
  const decision = found(receipt.outcome === 'kept' ? await decisionOf(db, receipt) : undefined)
  const text = textIn(form, 'text').trim()
  if (text === '' || text.length > longestObjection) return html(await page(c, receipt, text), 422)
  const { paper } = await loadFrame(db)
  await object(db, { decision, report_id: receipt.id, text }, { now, zone: paper.time_zone })
  return seeOther(`${url(paths.receipt, { token })}#objection`)
}

async function receiptFor(db: Reads, token: string): Promise<Receipt> {
  return found(await receiptOf(db, hashOf(token)))
}
async function decisionOf(db: Reads, { decision_id }: Receipt): Promise<DecisionFacts | undefined> {
  return decision_id === null ? undefined : decisionFacts(db, decision_id)
}

interface Asked { db: Reads; params: { token: string }; speaks: string | undefined; now: Date }

async function page({ db, params: { token }, speaks, now }: Asked, receipt: Receipt, refusedText?: string) {
  const facts = await loadFrame(db)
  const { paper } = facts
  const t = translator(receipt.language ?? speaks ?? spoken(paper.language, 'en'))
  const manner: Manner = { t, zone: paper.time_zone, settlement_bodies: (await duties(db)).settlement_bodies }
  const [decision, objection] = [await decisionOf(db, receipt), await objectionOf(db, { report_id: receipt.id })]
  const title = t(receipt.outcome ? `case.reporter.${receipt.outcome}.subject` : 'case.receipt.title')
  return (
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />}>
      <article class="article">
        <header><div class="over"><p class="kicker">{t('case.receipt.kicker')}</p><h1 class="plain">{title}</h1></div></header>
        <div class="body case">
          {receipt.outcome === null ? <p>{t('case.receipt.waits')}</p> : null}
          {receipt.outcome === 'gone' ? <p>{t('case.reporter.gone', { time: t.dateTime(receipt.reported_at, paper.time_zone) })}</p> : null}
          {receipt.outcome && decision ? outcomeReason(decision, receipt.outcome, manner).map((text) => <p>{text}</p>) : null}
          <Reported receipt={receipt} t={t} zone={paper.time_zone} />
          {decision && (objection || receipt.outcome === 'kept') ? (
            <Objection t={t} zone={paper.time_zone} action={url(paths.receiptObjection, { token })} longest={longestObjection}
              refused={objectionRefusal(decision, { by_whom: 'reporter', now, zone: paper.time_zone })} objection={objection}
              {...(refusedText === undefined ? {} : { typed: refusedText, error: t(refusedText === '' ? 'case.objection.empty' : 'case.report.wrong.long', { n: longestObjection }) })} />
          ) : <p class="small">{t('case.receipt.keep')}</p>}
        </div>
      </article>
    </Frame>
  )
}

function Reported({ receipt, t, zone }: { receipt: Receipt; t: T; zone: string }) {
  const { kind, clause, explanation, reported_at, comment_state, comment_id, article_id, slug, section_slug, headline } = receipt
  const lang = langOf({ language: receipt.article_language }, t)
  return (
    <section>
      <h2>{t('case.receipt.reported')}</h2>
      <p>
        {t('case.receipt.under', { time: t.dateTime(reported_at, zone) })} {headline === null ? t('articles.held_within') : <span lang={lang}>{headline}</span>}.{' '}
        {kind === 'report' && isClause(clause) ? `${t('case.receipt.rule', { rule: t(`clause.${clause}`) })} ` : null}
        {comment_state === 'shown' && headline !== null ? <a href={commentUrl({ id: article_id, slug, section_slug }, comment_id)}>{t('case.receipt.to_comment')}</a> : null}
      </p>
      {explanation ? <blockquote><Said text={explanation} /></blockquote> : null}
    </section>
  )
}
