// What is done about collections: proposing, approving, dropping, taking the file, reading the bank's answer.
import { isKey, type T } from '../../base/i18n/i18n.ts'
import { calendarDay } from '../../base/time.ts'
import { textIn } from '../../base/web/form.ts'
import { download as downloaded, seeOther } from '../../base/web/respond.ts'
import { found, type Action } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { takeAnswer } from '../collection-answer.ts'
import { approveCollection, dropCollection, proposeCollection, takeFile } from '../collection.ts'
import { debitAgain } from '../debit.ts'
import { toldByLetter } from '../prenotification.ts'
import { StatementRefused } from '../statement-refused.ts'
import { collectionsPage } from './collections.tsx'

/** A bank's answer names each debit that it rejects: some hundred bytes each. */
export const mostAnswerBytes = 50 * 1_024 * 1_024

type Proposer = Staff<'propose_collections'>
const hand = (who: { id: number }, now: Date) => ({ id: who.id, by: `staff:${who.id}`, now })
const back = (done: string) => seeOther(withQuery(paths.deskCollections, { done }))

export const propose: Action<typeof paths.deskCollections, Proposer> = async ({ db, who, speaks, form, now }) => {
  const collect_on = dayIn(textIn(form, 'day'))
  const result = collect_on ? await proposeCollection(db, { collect_on }, hand(who, now)) : { refused: 'no_banking_day' as const }
  if (!('refused' in result)) return back('proposed')
  const { t } = await deskOf(db, { who, speaks })
  return collectionsPage(db, { who, speaks, now, day: collect_on, errors: { day: t(`collections.refused.${result.refused}`) } })
}

export const approve: Action<typeof paths.deskCollectionApproval, Staff<'approve_collections'>> = async ({ db, who, speaks, params, safe, now }) => {
  const id = found(numberIn(params.id))
  const result = await approveCollection(db, id, { ...hand(who, now), safe })
  if (!('refused' in result)) return back('approved')
  const { t } = await deskOf(db, { who, speaks })
  return collectionsPage(db, { who, speaks, now, errors: { [`collection-${id}`]: t(`collections.refused.${result.refused}`) }, status: 409 })
}

export const drop: Action<typeof paths.deskCollectionDropping, Proposer> = async ({ db, who, speaks, params, now }) => {
  const id = found(numberIn(params.id))
  if (await dropCollection(db, id, hand(who, now))) return back('dropped')
  const { t } = await deskOf(db, { who, speaks })
  return collectionsPage(db, { who, speaks, now, errors: { [`collection-${id}`]: t('collections.refused.over') }, status: 409 })
}

export const take: Action<typeof paths.deskCollectionFile, Staff<'keep_books'>> = async ({ db, who, params, safe, now }) => {
  const { name, bytes } = found(await takeFile(db, { collection_id: found(numberIn(params.id)), part: found(numberIn(params.part)) }, { by: `staff:${who.id}`, now, safe }))
  return downloaded(inPieces(bytes), { name, contentType: 'application/xml' })
}

async function* inPieces(bytes: Buffer) {
  const each = 256 * 1_024
  for (let at = 0; at < bytes.length; at += each) yield bytes.subarray(at, at + each)
}

export const answer: Action<typeof paths.deskCollectionAnswers, Staff<'keep_books'>> = async ({ db, who, speaks, form, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const file = form.answer
  if (!(file instanceof File) || file.size === 0) return collectionsPage(db, { who, speaks, now, errors: { answer: t('collections.answer_none') } })
  try {
    await takeAnswer(db, new Uint8Array(await file.arrayBuffer()), hand(who, now))
    return back('answered')
  } catch (error) {
    if (!(error instanceof StatementRefused)) throw error
    return collectionsPage(db, { who, speaks, now, errors: { answer: answerRefusal(error, t) } })
  }
}

function answerRefusal({ why, line, values }: StatementRefused, t: T): string {
  const key = `collections.answer_wrong.${why}`
  return t(isKey(key) ? key : 'collections.answer_wrong.not_xml', { ...values, line })
}

export const letter: Action<typeof paths.deskNoticeLetter, Proposer> = async ({ db, who, speaks, params, form, now }) => {
  const on = dayIn(textIn(form, 'on'))
  if (on && (await toldByLetter(db, { prenotification_id: found(numberIn(params.id)), on }, hand(who, now)))) return back('letter')
  const { t } = await deskOf(db, { who, speaks })
  return collectionsPage(db, { who, speaks, now, errors: { [`letter-${params.id}`]: t('collections.letter_wrong') } })
}

export const again: Action<typeof paths.deskDueAgain, Proposer> = async ({ db, who, speaks, params, form, now }) => {
  const on = dayIn(textIn(form, 'on'))
  if (on && (await debitAgain(db, { due_id: found(numberIn(params.id)), again_on: on }, hand(who, now)))) return back('again')
  const { t } = await deskOf(db, { who, speaks })
  return collectionsPage(db, { who, speaks, now, errors: { [`again-${params.id}`]: t('collections.again_wrong') } })
}

function dayIn(text: string): string | undefined {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return calendarDay([year, month, date])
}
