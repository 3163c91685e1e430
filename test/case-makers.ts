// Makers of decisions, and of the mails that follow from them.
import type { Insertable } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import type { Schema } from '../src/base/db/schema.ts'
import { makeComment } from './comment-makers.ts'
import { makeArticle, noon } from './makers.ts'
import { makeAccount } from './people-makers.ts'

export const site_url = 'http://paper.test'

/** A decision on a comment of a reader who reads English, by a moderator, unless the test says otherwise. */
export async function makeDecision(db: Db, over: Partial<Insertable<Schema['decisions']>> & { body?: string } = {}) {
  const article = await makeArticle(db)
  const author = await makeAccount(db)
  await db.updateTable('readers').set({ language: 'en' }).where('id', '=', author.id).execute()
  const moderator = await makeAccount(db, { roles: ['moderator'] })
  const kind = over.kind ?? 'remove'
  const body = over.body ?? 'Du Lump!'
  const comment_id = await makeComment(db, { article_id: article.id, reader_id: author.id, body, ...(kind === 'remove' ? { state: 'removed', removed_reason: 'person' } : {}) })
  const { id } = await db.insertInto('decisions').values({
    kind, comment_id, reader_id: author.id, body, made_by: 'person', staff_id: moderator.id, clause: 'person', reason: 'Das ist eine Beleidigung.', decided_at: noon, ...over,
  }).returning('id').executeTakeFirstOrThrow()
  return { id, article, comment_id, author, moderator }
}

export function mailsTo(db: Db, address: string) {
  return db.selectFrom('mails').select(['subject', 'text']).where('to_address', '=', address).orderBy('id').execute()
}
/** The path of the first link of ours in a mail. */
export function linkIn(mail: { text: string } | undefined): string {
  return /http:\/\/paper\.test(\/\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
}
