// One line of the bank's account: what is known of it, where it belongs or may belong, and the forms that say so.
import type { Db, Reads } from '../../base/db/db.ts'
import type { Safe } from '../../base/safe/safe.ts'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { amountIn } from '../amount.ts'
import { fundingPages } from '../desk.ts'
import { shownIban } from '../iban.ts'
import { linesPaidTwice } from '../reads/transfers.ts'
import { fittingFor, lineById, pledgesLike, type ShownLine } from '../reads/bank-desk.ts'
import type { LineText } from '../statement-line.ts'
import { giveBackLine, placeLine, refuseProposal, takeLineBack, textOfLine, type Outcome, type Told } from '../suspense.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { whereOf } from '../views/line-list.tsx'
import { FoundPledges, OtherPlaces, Proposal, TakingBack } from '../views/line-places.tsx'

type Who = Staff<'keep_books'>

export const show: Page<typeof paths.deskLine, Who, 'q' | 'done'> = async ({ db, safe, params, query, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const line = found(await lineById(db, found(numberIn(params.id))))
  return html(await linePage(db, { desk, line, safe, words: query.q, done: query.done }))
}

interface Shown { desk: Desk; line: ShownLine; safe: Safe; words?: string | undefined; done?: string | undefined; wrong?: 'overtaken' | 'unfit' | 'no_choice' | undefined }

async function linePage(db: Reads, { desk, line, safe, words = '', done, wrong }: Shown) {
  const { t } = desk
  const said = textOfLine(line, safe)
  const waits = line.state === 'suspense' || line.state === 'proposed'
  const [proposed] = line.state === 'proposed' && line.pledge_id !== null ? await pledgesLike(db, { words: '', reference: '', amount: null, currency: line.currency, id: line.pledge_id }) : []
  const pledges = waits && line.amount > 0 ? await pledgesLike(db, wordsOf(words, line)) : []
  const isTwice = (await linesPaidTwice(db, [line])).has(line.id)
  const fitting = waits ? await fittingFor(db, line) : { payouts: [], refunds: [], debits: [] }
  return (
    <FundingFrame desk={desk} pages={fundingPages(t, desk.who)} current={paths.deskSuspense} title={t('bank.line_title', { amount: t.money(line.amount, line.currency), day: t.day(line.booked_on) })} back={{ path: paths.deskSuspense, label: t('bank.suspense') }}>
      {wrong ? <div class="wrong" role="alert" tabindex={-1} autofocus><h2>{t(`bank.wrong.${wrong}`)}</h2><p>{t(`bank.wrong.${wrong}_how`)}</p></div> : null}
      <Done text={done === 'taken_back' ? t('bank.taken_back') : done === 'refused' ? t('bank.refused') : done === 'placed' ? t('bank.placed') : done === 'given_back' ? t('bank.given_back') : undefined} />
      <LineFacts desk={desk} line={line} said={said} />
      {proposed ? <Proposal line_id={line.id} pledge={proposed} isTwice={isTwice} t={t} /> : null}
      {waits && line.amount > 0 ? <FoundPledges line_id={line.id} words={words} pledges={pledges} t={t} /> : null}
      {waits ? <OtherPlaces line={line} fitting={fitting} t={t} /> : null}
      {line.state === 'booked' && ['transfer', 'fee', 'payout', 'refund', 'cash', 'other'].includes(line.kind) ? <TakingBack line_id={line.id} t={t} /> : null}
    </FundingFrame>
  )
}

/** Looked for at first: the amount. */
function wordsOf(words: string, { amount, currency }: ShownLine) {
  const typed = words.trim()
  const reference = typed.toUpperCase().replace(/\s/g, '')
  if (typed === '') return { words: '', reference: '', amount, currency }
  return { words: typed, reference: /^RF\d/.test(reference) ? reference.replace(/[^A-Z0-9]/g, '') : '', amount: amountIn(typed, currency) ?? null, currency }
}

function LineFacts({ desk: { t }, line, said }: { desk: Desk; line: ShownLine; said: LineText }) {
  const facts: [string, string | null][] = [
    [t('bank.who'), said.name || t('bank.nobody')], [t('bank.other_account'), said.iban ? shownIban(said.iban) : null], [t('bank.text'), said.text || null],
    [t('bank.where'), whereOf(line, t)], [t('bank.reference'), line.reference || null], [t('bank.mandate'), line.mandate_reference || null],
    [t('bank.end_to_end'), line.end_to_end_id || null], [t('bank.message'), line.message_id || null], [t('bank.reason'), line.reason_code || null],
    [t('bank.code'), line.bank_code || null], [t('bank.number'), line.statement_number],
  ]
  return <Facts facts={facts.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]))} />
}

export const place: Action<typeof paths.deskLinePlace, Who> = async ({ db, safe, params, form, who, speaks, now }) => {
  const line_id = found(numberIn(params.id))
  if (textIn(form, 'place') === 'back') {
    const outcome = await giveBackLine(db, line_id, { by: `staff:${who.id}`, now })
    return answered(db, { line_id, outcome, desk: await deskOf(db, { who, speaks }), safe, next: withQuery(url(paths.deskLine, params), { done: 'given_back' }) })
  }
  const told = placeIn(form)
  const outcome = told ? await placeLine(db, { line_id, place: told }, { by: `staff:${who.id}`, now }) : 'no_choice'
  return answered(db, { line_id, outcome, desk: await deskOf(db, { who, speaks }), safe, next: withQuery(paths.deskSuspense, { done: 'placed' }) })
}

function placeIn(form: Form): Told | undefined {
  const [kind, number] = textIn(form, 'place').split(':')
  const id = numberIn(number ?? '')
  if (kind === 'fee' || kind === 'cash' || kind === 'other') return { state: 'booked', kind }
  if (id === undefined) return undefined
  if (kind === 'transfer') return { state: 'booked', kind, pledge_id: id }
  if (kind === 'payout') return { state: 'booked', kind, payout_id: id }
  if (kind === 'refund') return { state: 'booked', kind, refund_id: id }
  return kind === 'return' ? { state: 'booked', kind, debit_id: id, fee: 0 } : undefined
}

export const refuse: Action<typeof paths.deskLineRefusal, Who> = async ({ db, safe, params, who, speaks, now }) => {
  const line_id = found(numberIn(params.id))
  const outcome = await refuseProposal(db, line_id, { by: `staff:${who.id}`, now })
  return answered(db, { line_id, outcome, desk: await deskOf(db, { who, speaks }), safe, next: withQuery(url(paths.deskLine, params), { done: 'refused' }) })
}

export const takeBack: Action<typeof paths.deskLineTakingBack, Who> = async ({ db, safe, params, who, speaks, now }) => {
  const line_id = found(numberIn(params.id))
  const outcome = await takeLineBack(db, line_id, { by: `staff:${who.id}`, now })
  return answered(db, { line_id, outcome, desk: await deskOf(db, { who, speaks }), safe, next: withQuery(url(paths.deskLine, params), { done: 'taken_back' }) })
}

interface Answered { line_id: number; outcome: Outcome | 'no_choice'; desk: Desk; safe: Safe; next: string }

/** Whoever was too late sees the line as it is now. */
async function answered(db: Db, { line_id, outcome, desk, safe, next }: Answered): Promise<Response> {
  if (found(outcome) === 'done') return seeOther(next)
  const wrong = outcome === 'overtaken' || outcome === 'unfit' || outcome === 'no_choice' ? outcome : undefined
  return html(await linePage(db, { desk, line: found(await lineById(db, line_id)), safe, wrong }), outcome === 'overtaken' ? 409 : 422)
}
