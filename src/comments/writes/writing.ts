import type { Db } from '../../base/db/db.ts'

export async function insertMatches(db: Db, comment_id: number, matches: { rule_id: number; places: number[] }[]) {
  await db.insertInto('rule_matches').values(matches.map((match) => ({ comment_id, ...match }))).execute()
}
export async function deleteMatches(db: Db, comment_id: number) {
  await db.deleteFrom('rule_matches').where('comment_id', '=', comment_id).execute()
}
