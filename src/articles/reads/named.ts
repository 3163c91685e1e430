import { sql, type RawBuilder } from 'kysely'

/**
 * An article's headline where readers are told of something of their own that hangs on it: a comment, a report, what they follow.
 * Null while the article is held; whoever finds it null leads to no address of it, either. Asked of `articles`.
 */
export const headlineToReaders: RawBuilder<string | null> = sql`case when articles.state <> 'held' and articles.legal_hold_at is null then articles.headline end`
