// Decisions drawn by lot, to be made again by somebody who does not know them.
import type { Reads } from '../../base/db/db.ts'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Choice, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { articleUrl, numberIn, paths, url } from '../../urls.ts'
import { checkBlindly } from '../blind.ts'
import { clauses, isClause } from '../clause.ts'
import { moderationPages } from '../queue.ts'
import { countBlindChecks, nextBlindCheck, type BlindCheck } from '../reads/blind.ts'
import { ModerationFrame } from './queue.tsx'
import { Said } from '../views/said.tsx'

type Guarded = Staff<'moderate'>

export const show: Page<typeof paths.deskBlind, Guarded> = async (c) => html(await page(c))

export const check: Action<typeof paths.deskBlindCheck, Guarded> = async (c) => {
  const { db, params, form, who, now } = c
  const [kind, clause] = [textIn(form, 'kind'), textIn(form, 'clause')]
  const known = kind === 'approve' || kind === 'reject' ? kind : undefined
  if (!known || (known === 'reject' && !isClause(clause))) {
    const { t } = await deskOf(db, c)
    return html(await page(c, { kind, clause }, known ? { clause: t('case.report.wrong.clause') } : { kind: t('case.blind.wrong') }), 422)
  }
  await checkBlindly(db, { decision_id: found(numberIn(params.id)), kind: known, clause: known === 'reject' && isClause(clause) ? clause : null }, { by: who, now })
  return seeOther(paths.deskBlind)
}

interface Asked { db: Reads; who: Guarded; speaks: string | undefined; now: Date }
interface Typed { kind?: string; clause?: string }

async function page({ db, who, speaks, now }: Asked, typed: Typed = {}, errors: Errors = {}) {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const [next, waiting] = [await nextBlindCheck(db, who.id), await countBlindChecks(db, who.id)]
  return (
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskBlind} title={t('case.blind.title')}>
      <p>{t('case.blind.lead')}</p>
      {next ? <Check next={next} waiting={waiting} t={t} zone={zone} typed={typed} errors={errors} /> : <p class="nothing">{t('case.blind.none')}</p>}
    </ModerationFrame>
  )
}

interface CheckProps { next: BlindCheck; waiting: number; t: T; zone: string; typed: Typed; errors: Errors }

function Check({ next, waiting, t, zone, typed, errors }: CheckProps) {
  const { decision_id, body, parent_body, headline, submitted_at } = next
  const lang = langOf(next, t)
  return (
    <>
      <h2>{t('case.blind.waiting', { n: waiting })}</h2>
      <p class="small">{t.dateTime(submitted_at, zone)} · <a href={articleUrl({ id: next.article_id, slug: next.slug, section_slug: next.section_slug })} lang={lang}>{headline}</a></p>
      {parent_body === null ? null : <details class="answered"><summary>{t('case.blind.answers')}</summary><blockquote lang={lang}><Said text={parent_body} /></blockquote></details>}
      <blockquote class="judged" lang={lang}><Said text={body ?? ''} /></blockquote>
      <form class="form" method="post" action={url(paths.deskBlindCheck, { id: String(decision_id) })}>
        <Wrong errors={errors} t={t} />
        <Choice name="kind" label={t('case.blind.question')} value={typed.kind ?? ''} error={errors.kind} required options={(['approve', 'reject'] as const).map((value) => ({ value, label: t(`case.blind.${value}`) }))} />
        <Select name="clause" label={t('case.blind.clause')} value={typed.clause ?? ''} error={errors.clause} options={[{ value: '', label: '–' }, ...clauses.map((value) => ({ value, label: t(`clause.${value}`) }))]} />
        <div class="actions"><button class="button">{t('case.blind.answer')}</button></div>
      </form>
    </>
  )
}
