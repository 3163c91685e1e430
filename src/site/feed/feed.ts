// A feed is a list of the newest, for programs that look for what is new: articles with their whole text, or the
// comments on one. It is written in three formats that say the same.
import { latest } from '../../base/time.ts'
import type { FeedFormat } from '../../urls.ts'

export interface Feed {
  title: string
  description: string
  language: string
  /** The whole address of the page that shows the same to people. */
  page: string
  /** Where the feed itself is found, in each format. */
  found_at: Record<FeedFormat, string>
  /** The paper's name. */
  paper: string
  /** The newest first. */
  entries: Entry[]
}

export interface Entry {
  /** The first address it had: the same for ever, so that no program takes it for another when it moves. */
  id: string
  address: string
  title: string
  /** Plain text; empty for none. */
  summary: string
  html: string
  language: string
  authors: Person[]
  /** Who did something else than write it. */
  contributors: Person[]
  topics: { slug: string; name: string; address: string }[]
  published_at: Date
  updated_at: Date
  picture: FeedPicture | null
  /** The page and the feed of what readers say about it. */
  comments: { address: string; feeds: Record<FeedFormat, string> } | null
  /** What it answers: the ids and addresses of an article or a comment. */
  answers: { id: string; address: string } | null
}
export interface Person { name: string; address: string | null }
export interface FeedPicture { address: string; type: string; bytes: number; width: number; height: number; caption: string; credit: string }

export const feedLength = 30

/** When something in a feed last changed; the beginning of time for an empty one, which has to say something and always the same. */
export function changedAt({ entries }: Feed): Date {
  return latest(entries.map(({ updated_at }) => updated_at)) ?? new Date(0)
}

/** Where a feed is not in one language: what an entry says of its own. */
export function ownLanguage({ language }: Entry, feed: Feed): string | undefined {
  return language === feed.language ? undefined : language
}
