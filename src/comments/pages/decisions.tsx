// What was decided about a reader's comments: each decision with its statement of reasons, and the form to object.
import type { Reads } from '../../base/db/db.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { accountOf } from '../../people/account.ts'
import type { Reader } from '../../people/session.ts'
import { AccountFrame } from '../../people/views/account-frame.tsx'
import { commentUrl, numberIn, paths, url } from '../../urls.ts'
import { longestObjection, object, objectionRefusal } from '../objection.ts'
import { decisionFacts, decisionsOn, duties, objectionOf, type DecisionFacts } from '../reads/cases.ts'
import { partsOf, titleOf, type Manner } from '../statement.ts'
import { Objection, Parts, Standing } from '../views/case-parts.tsx'

const listed = 100

export const list: Page<typeof paths.decisions, Reader> = async ({ db, who, speaks }) => {
  const account = await accountOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = account
  const decisions = await decisionsOn(db, who.id, listed)
  return html(
    <AccountFrame {...account} title={t('case.decisions')} current={paths.decisions}>
      <p>{t(decisions.length === 0 ? 'case.decisions.none' : 'case.decisions.lead')}</p>
      <ul class="decisions">
        {decisions.map((decision) => (
          <li>
            <a href={url(paths.decision, { id: String(decision.id) })}>{titleOf(decision, { t, zone })}</a>
            <p class="small">{[t.dateTime(decision.decided_at, zone), decision.headline, stateOf(decision)].filter((text) => text !== null).map((text, n) => (n === 0 ? text : ` · ${text}`))}</p>
          </li>
        ))}
      </ul>
    </AccountFrame>)

  function stateOf({ outcome, objected_at, undone_at }: (typeof decisions)[number]): string | null {
    if (outcome) return t(`case.objection.${outcome}`)
    if (undone_at) return t('case.undone')
    return objected_at ? t('case.objection.waits') : null
  }
}

export const show: Page<typeof paths.decision, Reader> = async (c) => {
  const decision = await own(c.db, { id: c.params.id, who: c.who })
  return html(await page(c, decision))
}

export const objectTo: Action<typeof paths.decisionObjection, Reader> = async (c) => {
  const decision = await own(c.db, { id: c.params.id, who: c.who })
  const text = textIn(c.form, 'text').trim()
  const account = await accountOf(c.db, c)
  if (text === '' || text.length > longestObjection) {
    return html(await page(c, decision, { typed: text, error: account.t(text === '' ? 'case.objection.empty' : 'case.report.wrong.long', { n: longestObjection }) }), 422)
  }
  await object(c.db, { decision, report_id: null, text }, { now: c.now, zone: account.facts.paper.time_zone })
  // Where it was refused, the page says why.
  return seeOther(`${url(paths.decision, c.params)}#objection`)
}

async function own(db: Reads, { id, who }: { id: string; who: Reader }): Promise<DecisionFacts> {
  const decision = found(await decisionFacts(db, found(numberIn(id))))
  return found(decision.reader_id === who.id ? decision : undefined)
}

interface Asked { db: Reads; who: Reader; speaks: string | undefined; now: Date }

async function page({ db, who, speaks, now }: Asked, decision: DecisionFacts, again: { typed?: string; error?: string } = {}) {
  const account = await accountOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = account
  const manner: Manner = { t, zone, settlement_bodies: (await duties(db)).settlement_bodies }
  const refused = objectionRefusal(decision, { by_whom: 'author', now, zone })
  return (
    <AccountFrame {...account} title={titleOf(decision, manner)} current={paths.decisions}>
      {decision.undone_at ? <Standing>{t('case.undone')}</Standing> : null}
      <Parts parts={partsOf(decision, manner)} lang={decision.article_language ?? undefined} />
      <Place decision={decision} label={t('case.place')} />
      {refused === 'nothing' ? null : (
        <Objection t={t} zone={zone} action={url(paths.decisionObjection, { id: String(decision.id) })} refused={refused} longest={longestObjection}
          objection={await objectionOf(db, { decision_id: decision.id })} {...again} />
      )}
    </AccountFrame>
  )
}

function Place({ decision: { article_id, headline, slug, section_slug, comment_id, comment_state }, label }: { decision: DecisionFacts; label: string }) {
  if (article_id === null || headline === null || slug === null || section_slug === null || comment_id === null || comment_state !== 'shown') return null
  return <p><a href={commentUrl({ id: article_id, slug, section_slug }, comment_id)}>{label}</a></p>
}
