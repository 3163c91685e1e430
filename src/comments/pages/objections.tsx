// Objections at the desk: those that wait, and each with all that is needed to decide it.
import type { Reads } from '../../base/db/db.ts'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Area, Choice, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url } from '../../urls.ts'
import { isClause } from '../clause.ts'
import { concludeObjection, whoDecides, type NotYours } from '../objection-outcome.ts'
import { moderationPages } from '../queue.ts'
import { decisionFacts, type DecisionFacts } from '../reads/cases.ts'
import { objectionsListed, objectionToDecide, othersWhoMay, type ObjectionToDecide } from '../reads/objections.ts'
import { ModerationFrame } from './queue.tsx'
import { Said } from '../views/said.tsx'

type Guarded = Staff<'decide_objections'>
const listed = 200
const longestAnswer = 5_000

export const list: Page<typeof paths.deskObjections, Guarded> = async ({ db, who, speaks, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const [open, decided] = [await objectionsListed(db, { open: true, limit: listed }), await objectionsListed(db, { open: false, limit: listed })]
  const way = ({ id, text }: { id: number; text: string }) => <a href={url(paths.deskObjection, { id: String(id) })}>{text.length > 90 ? `${text.slice(0, 89)}…` : text}</a>
  const columns = [
    { label: t('case.objection.title'), names: true, cell: way },
    { label: t('transparency.by_whom'), cell: ({ by_whom }: (typeof open)[number]) => t(`case.desk.by.${by_whom}`) },
    { label: t('case.desk.decision'), cell: ({ kind, staff_name }: (typeof open)[number]) => `${t(`case.desk.kind.${kind}`)}, ${staff_name ?? t('case.desk.rule')}` },
    { label: t('case.desk.since'), cell: ({ objected_at }: (typeof open)[number]) => t.dateTime(objected_at, zone) },
  ]
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskObjections} title={t('case.objections')}>
      <DataTable caption={t('case.objections.open')} rows={open} empty={t('case.objections.none')} columns={columns} />
      {decided.length === 0 ? null : (
        <>
          <h2>{t('case.objections.decided')}</h2>
          <DataTable caption={t('case.objections.decided')} rows={decided} empty="" columns={[...columns, { label: t('case.desk.outcome'), cell: ({ outcome, by_same_person }) => (outcome ? `${t(`case.desk.${outcome}`)}${by_same_person ? ` (${t('transparency.same_person')})` : ''}` : '–') }]} />
        </>
      )}
    </ModerationFrame>)
}

export const show: Page<typeof paths.deskObjection, Guarded> = async (c) => html(await page(c))

export const conclude: Action<typeof paths.deskObjectionOutcome, Guarded> = async (c) => {
  const { db, params, form, who, now, site, speaks } = c
  const [outcome, answer] = [textIn(form, 'outcome'), textIn(form, 'answer').trim()]
  const known = outcome === 'upheld' || outcome === 'overturned' ? outcome : undefined
  if (!known || answer === '' || answer.length > longestAnswer) {
    const { t } = await deskOf(db, { who, speaks })
    const errors = { ...(known ? {} : { outcome: t('case.desk.wrong.outcome') }), ...(answer === '' ? { answer: t('case.desk.wrong.answer') } : answer.length > longestAnswer ? { answer: t('case.report.wrong.long', { n: longestAnswer }) } : {}) }
    return html(await page(c, { outcome, answer }, errors), 422)
  }
  const { id } = found(await objectionToDecide(db, found(numberIn(params.id))))
  const refused = await concludeObjection(db, { id, outcome: known, answer }, { by: who, now, site_url: site.url })
  if (refused !== null && refused !== 'decided') return html(await page(c, { outcome, answer }), 403)
  // Decided by somebody else meanwhile: the page shows how.
  return seeOther(url(paths.deskObjection, params))
}

interface Asked { db: Reads; who: Guarded; speaks: string | undefined; params: { id: string }; now: Date }
interface Typed { outcome?: string; answer?: string }

async function page({ db, who, speaks, params, now }: Asked, typed: Typed = {}, errors: Errors = {}) {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const objection = found(await objectionToDecide(db, found(numberIn(params.id))))
  const decision = found(await decisionFacts(db, objection.decision_id))
  const standing = whoDecides({ ...objection, others: await othersWhoMay(db, { permission: 'decide_objections', staff_id: who.id }) }, { by: who, now })
  return (
    <DeskFrame {...desk} title={t(`case.desk.title.${objection.by_whom}`)} current={paths.deskModeration} back={{ path: paths.deskObjections, label: t('case.objections') }}>
      <Case objection={objection} decision={decision} t={t} zone={zone} />
      <h2>{t('case.desk.outcome')}</h2>
      {objection.decided_at ? <Decided objection={objection} t={t} zone={zone} /> : 'refused' in standing ? <NotMine refused={standing.refused} t={t} /> : (
        <form class="form" method="post" action={url(paths.deskObjectionOutcome, params)}>
          <Wrong errors={errors} t={t} />
          {standing.by_same_person ? <p>{t('case.desk.same_person')}</p> : null}
          <Choice name="outcome" label={t('case.desk.question')} value={typed.outcome ?? ''} error={errors.outcome} required
            options={(['upheld', 'overturned'] as const).map((value) => ({ value, label: t(`case.desk.${value}`), hint: t(`case.desk.${value}_means.${objection.by_whom}`) }))} />
          <Area name="answer" label={t('case.desk.answer')} hint={t('case.desk.answer_hint')} value={typed.answer ?? ''} error={errors.answer} rows={6} required maxlength={longestAnswer} />
          <div class="actions"><button class="button">{t('case.desk.conclude')}</button></div>
        </form>
      )}
    </DeskFrame>
  )
}

interface CaseProps { objection: ObjectionToDecide; decision: DecisionFacts; t: T; zone: string }

function Case({ objection, decision, t, zone }: CaseProps) {
  const { clause } = decision
  return (
    <>
      <blockquote class="judged"><Said text={objection.text} /></blockquote>
      <Facts facts={[
        [t('case.desk.since'), t.dateTime(objection.objected_at, zone)],
        [t('case.desk.decision'), `${t(`case.desk.kind.${decision.kind}`)}, ${t.dateTime(decision.decided_at, zone)}, ${objection.staff_name ?? t('case.desk.rule')}`],
        ...(clause === null ? [] : [[t('transparency.clause'), isClause(clause) ? t(`clause.${clause}`) : clause] satisfies [string, string]]),
        ...(decision.reason ? [[t('case.desk.reason'), decision.reason] satisfies [string, string]] : []),
        ...(objection.explanation ? [[t('case.desk.reported'), objection.explanation] satisfies [string, string]] : []),
      ]} />
      {decision.body === null ? null : (
        <>
          <h2>{t('case.text')}</h2>
          <p class="small">{decision.name ?? '–'}{decision.headline ? ` · ${decision.headline}` : ''}</p>
          <blockquote class="judged" lang={decision.article_language ? langOf({ language: decision.article_language }, t) : undefined}><Said text={decision.body} /></blockquote>
        </>
      )}
    </>
  )
}

function Decided({ objection: { outcome, answer, decided_at, answered_by, by_same_person }, t, zone }: Pick<CaseProps, 't' | 'zone'> & { objection: ObjectionToDecide }) {
  return (
    <>
      <p><strong>{outcome ? t(`case.desk.${outcome}`) : null}</strong>, {decided_at ? t.dateTime(decided_at, zone) : null}, {answered_by ?? '–'}{by_same_person ? ` (${t('transparency.same_person')})` : ''}</p>
      <blockquote class="judged"><Said text={answer ?? ''} /></blockquote>
    </>
  )
}

function NotMine({ refused, t }: { refused: NotYours; t: T }) {
  return <p class="nothing">{t(`case.desk.${refused}`)}</p>
}
