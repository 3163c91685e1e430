import { sql } from 'kysely'
import type { Db } from '../db/db.ts'

/** What a printed page was made from; when that changes, the page is stale. */
export type Tag =
  | 'front' | 'paper' | 'campaign' | 'archive' | 'audience' | 'statistics'
  | `${'article' | 'thread' | 'section' | 'topic' | 'author' | 'sitemap'}:${number}`
  | `${'picture' | 'page' | 'archive'}:${string}`

/** The tag of the archive's page of a day, month or year that begins on `day`, YYYY-MM-DD: `archive:2026-11` is a month's. */
export function archiveTag(span: 'day' | 'month' | 'year', day: string): Tag {
  return `archive:${day.slice(0, { day: 10, month: 7, year: 4 }[span])}`
}
/** Those of all that count what was published on a day. */
export function archiveTags(day: string): Tag[] {
  return ['archive', archiveTag('year', day), archiveTag('month', day), archiveTag('day', day)]
}

/** The channel every node's press listens on. A payload is tags parted by blanks, or `*` for all; a leading `!` means at once. */
export const staleChannel = 'stale'
/** PostgreSQL refuses a payload of 8,000 bytes. */
const payloadBytes = 7_900

/** Marks pages with any of the tags stale when the transaction commits: readers see the change within a second. */
export function stale(tx: Db, ...tags: Tag[]) {
  return notify(tx, '', tags)
}

/** The same for what must not be shown once more: a withdrawal, a removal. */
export function staleAtOnce(tx: Db, ...tags: Tag[]) {
  return notify(tx, '!', tags)
}

/** Throws every printed page away: after bulk work. */
export async function staleAll(tx: Db) {
  await sql`select pg_notify(${staleChannel}, '!*')`.execute(tx)
}

async function notify(tx: Db, urgency: '' | '!', tags: Tag[]) {
  const payloads = ['']
  for (const tag of new Set(tags)) {
    const last = payloads.at(-1) ?? ''
    if (last.length + tag.length + 2 > payloadBytes) payloads.push(tag)
    else payloads[payloads.length - 1] = last ? `${last} ${tag}` : tag
  }
  for (const payload of payloads.filter(Boolean)) await sql`select pg_notify(${staleChannel}, ${urgency + payload})`.execute(tx)
}
