// A route leads a comment to the desk: it offers a correction, or answers what readers were asked. It stands at the article
// until an editor says what became of it, which goes back to the reader.
import { loadFrame } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import { commentUrl } from '../urls.ts'
import { routed } from './reads/routes.ts'
import { insertRoute, setOutcome } from './writes/routes.ts'

export const routeOutcomes = ['corrected', 'answered', 'dismissed'] as const
export type RouteOutcome = (typeof routeOutcomes)[number]
export type Route = 'correction' | 'answer'

/** By staff, or by the comment's author, who ticks that it is a correction: then `by` is null. False when there is no such comment. */
export function markRoute(db: Db, { comment_id, route }: { comment_id: number; route: Route }, { by, now }: { by: { id: number } | null; now: Date }): Promise<true | undefined> {
  return atomically(db, async (tx) => {
    if (!(await insertRoute(tx, { comment_id, route, marked_by: by?.id ?? null, marked_at: now }))) return undefined
    if (by) await record(tx, { by: `staff:${by.id}`, what: `comment routed: ${route}`, subject: `comment:${comment_id}`, now })
    return true
  })
}

interface Ending { comment_id: number; route: Route; outcome: RouteOutcome; /** A word to the reader. */ answer: string }

/** Says what became of it, once, and tells the reader. */
export function endRoute(db: Db, { comment_id, route, outcome, answer }: Ending, { by, now, site_url }: { by: { id: number }; now: Date; site_url: string }): Promise<true | undefined> {
  return atomically(db, async (tx) => {
    if (!(await setOutcome(tx, { comment_id, route, outcome, done_by: by.id, done_at: now }))) return undefined
    await record(tx, { by: `staff:${by.id}`, what: `route ended: ${outcome}`, subject: `comment:${comment_id}`, now })
    const told = await routed(tx, comment_id)
    if (!told?.mail_address) return true
    const { paper } = await loadFrame(tx)
    const t = translator(spoken(told.language ?? paper.language, spoken(paper.language, 'en')))
    const article = { id: told.article_id, slug: told.slug, section_slug: told.section_slug }
    await sendMail(tx, {
      to: told.mail_address, subject: t(`moderation.mail.${outcome}.subject`), t, paper: { name: paper.name, url: site_url },
      blocks: [
        { text: t('moderation.mail.hello', { name: told.name ?? '' }) }, { text: t(`moderation.mail.${outcome}`, { headline: told.headline }) },
        ...(answer ? [{ text: t('moderation.mail.answer') }, { quote: answer }] : []),
        { button: t('moderation.mail.look'), url: site_url + commentUrl(article, comment_id) },
      ],
    }, now)
    return true
  })
}
