// Consent is that a supporter may be asked once a year by mail whether they give more (§ 7 (2) no. 2 UWG). The very words and the
// time are kept as evidence, also of a consent that was taken back.
import { atomically, type Db } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { dropMailsBefore } from '../base/mail/mail.ts'
import { hashOf } from '../people/session.ts'
import { questionOf } from './reads/upgrade.ts'
import { insertConsent, revokeConsents } from './writes/upgrade.ts'

/** What is agreed to: these words stand beside the box, and beside the button on a supporter's own side. */
export function consentWords(t: T): string {
  return t('giving.may_ask')
}

export function giveConsent(db: Db, { supporter_id, t, by }: { supporter_id: number; t: T; by: 'giving' | 'own' }, now: Date): Promise<boolean> {
  return insertConsent(db, { supporter_id, words: consentWords(t), language: t.language, given_by: by, given_at: now })
}

/** A question that waits to be handed over is not sent any more. */
export function revokeConsent(db: Db, { supporter_id, by }: { supporter_id: number; by: 'own' | 'mail' }, now: Date): Promise<boolean> {
  return atomically(db, async (tx) => {
    const { isNew, waiting } = await revokeConsents(tx, { supporter_id, revoked_by: by, revoked_at: now })
    await dropMailsBefore(tx, 'question-handed-over', { by: 'question_id', values: waiting })
    return isNew
  })
}

/** By the link in a question, however often it is pressed. False for what is no such link. */
export async function revokeByLink(db: Db, token: string, now: Date): Promise<boolean> {
  const question = await questionOf(db, hashOf(token))
  if (!question) return false
  await revokeConsent(db, { supporter_id: question.supporter_id, by: 'mail' }, now)
  return true
}
