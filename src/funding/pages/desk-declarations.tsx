// Cancellations and withdrawals, as they came in: those for which no contract was found wait for somebody who knows which is meant.
import type { T } from '../../base/i18n/i18n.ts'
import { Field, Wrong } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import type { Safe } from '../../base/safe/safe.ts'
import type { Reads } from '../../base/db/db.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url } from '../../urls.ts'
import { declaredLines } from '../declaration-letter.ts'
import { saidIn, settleDeclaration } from '../declaration.ts'
import { fundingPages } from '../desk.ts'
import { declarationsForDesk, type DeskDeclaration } from '../reads/declarations.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { inFours, sumInWords } from '../views/own-words.ts'

const shown = 50

export const show: Page<typeof paths.deskDeclarations, Staff<'see_supporters'>, 'done'> = ({ query, ...c }) => page(c, { done: query.done === 'settled' })

export const settle: Action<typeof paths.deskDeclarationSettlement, Staff<'see_supporters'>> = async ({ db, who, form, params, site, safe, now, speaks }) => {
  const id = found(numberIn(params.id))
  const reference = textIn(form, 'do') === 'none' ? '' : textIn(form, 'reference').trim()
  if (textIn(form, 'do') !== 'none' && reference === '') return page({ db, who, speaks, safe }, { wrong: { id, reference, why: 'empty' } })
  const settled = await settleDeclaration(db, { id, reference }, { by: who, site, safe, now })
  return settled ? seeOther(`${paths.deskDeclarations}?done=settled`) : page({ db, who, speaks, safe }, { wrong: { id, reference, why: 'unknown' } })
}

interface Asked { db: Reads; who: Reader; speaks: string | undefined; safe: Safe }
interface Wrongly { id: number; reference: string; why: 'empty' | 'unknown' }

async function page({ db, who, speaks, safe }: Asked, { done = false, wrong }: { done?: boolean; wrong?: Wrongly }): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const { open, others } = await declarationsForDesk(db, { others: shown })
  const error = wrong && t(`declarations.error.${wrong.why}`)
  const entry = (one: DeskDeclaration) => <Entry declaration={one} t={t} zone={paper.time_zone} safe={safe} {...(wrong?.id === one.id ? { typed: wrong.reference, error } : {})} />
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskDeclarations} title={t('declarations.title')}>
      <Done text={done ? t('declarations.settled') : undefined} />
      <Wrong errors={wrong && error ? { [`reference-${wrong.id}`]: error } : {}} t={t} />
      <p class="small about">{t('declarations.about')}</p>
      <h2>{t('declarations.open')}</h2>
      {open.length === 0 ? <p class="nothing">{t('declarations.none')}</p> : <div class="entries">{open.map(entry)}</div>}
      <h2>{t('declarations.others')}</h2>
      {others.length === 0 ? <p class="nothing">{t('declarations.none')}</p> : <div class="entries">{others.map(entry)}</div>}
    </FundingFrame>, wrong ? 422 : 200)
}

interface EntryProps { declaration: DeskDeclaration; t: T; zone: string; safe: Safe; typed?: string; error?: string | undefined }

function Entry({ declaration, t, zone, safe, typed = '', error }: EntryProps) {
  const { id, kind, received_at, state, settled_at, settled_by_name, supporter_id, supporter_name, pledges } = declaration
  const said = saidIn(declaration, safe)
  return (
    <article class="entry" id={`declaration-${id}`}>
      <div class="what">
        <header><h3>{t(`declarations.kind.${kind}`)}</h3><span>{t.dateTime(received_at, zone)}</span></header>
        {supporter_id === null || supporter_name === null ? null : <p><a href={url(paths.deskSupporter, { id: String(supporter_id) })}>{supporter_name || t('supporters.nameless')}</a></p>}
        <dl class="desk-facts">{declaredLines(t, { row: declaration, said }).map(([label, value]) => <div><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
        {pledges.map(({ outcome, ends_on, ...pledge }) => <p class="small">{t(`declarations.outcome.${outcome}`, { sum: sumInWords(pledge, t), reference: inFours(pledge.reference), date: ends_on ? t.day(ends_on) : '' })}</p>)}
        {state === 'settled' && settled_at ? <p class="small">{t('declarations.settled_by', { name: settled_by_name ?? '–', time: t.dateTime(settled_at, zone) })}</p> : null}
      </div>
      {state === 'open' ? (
        <form class="form" method="post" action={url(paths.deskDeclarationSettlement, { id: String(id) })}>
          <Field name="reference" id={`reference-${id}`} label={t('declaration.reference')} hint={t('declarations.reference_hint')} value={typed} error={error} maxlength={60} />
          <div class="actions"><button class="button" name="do" value="this">{t('declarations.settle')}</button><button class="quiet" name="do" value="none">{t('declarations.no_contract')}</button></div>
        </form>
      ) : null}
    </article>
  )
}
