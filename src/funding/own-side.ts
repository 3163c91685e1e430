// A supporter's own side: the pages on which they see and change what they give. Opened by a personal link, for an hour.
import { loadFrame } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import { partCookie, partCookieOf } from '../base/web/cookies.ts'
import type { Guard } from '../base/web/route.ts'
import { hashOf } from '../people/session.ts'
import { paths } from '../urls.ts'
import { supporterOfSession, type OwnSide } from './reads/supporter-links.ts'

/** Whoever asks for a supporter's own side: the supporter, or nobody we know; see `ownPage`. */
export type Supporting = OwnSide | 'nobody'

const part = { name: 'supporter', path: paths.mySupport }

/** Everyone; a supporter where a personal link has opened their own side in this browser. */
export const supporter: Guard<Supporting> = async (request, db, { site, now }) => {
  const token = partCookieOf(request, site, part)
  return (token === undefined ? undefined : await supporterOfSession(db, { token_hash: hashOf(token), now })) ?? 'nobody'
}

export function ownSideCookie(site: { url: string }, session: { value: string; seconds: number }): string {
  return partCookie(site, part, session)
}

/** The paper, and the language of whoever asks: the supporter's own, else the browser's, else the paper's. */
export async function ownSetting(db: Reads, { who, speaks }: { who: Supporting; speaks: string | undefined }) {
  const facts = await loadFrame(db)
  return { facts, t: translator(who === 'nobody' ? speaks ?? spoken(facts.paper.language, 'en') : spoken(who.language, 'en')) }
}
