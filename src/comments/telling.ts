// Telling those who follow a thread what is new in it. The clock begins it, and what is told and that it was told become
// true together: nothing is told twice, and nothing is lost when the program ends in between.
import { loadFrame } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { spoken, translator, type T } from '../base/i18n/i18n.ts'
import type { Block } from '../base/mail/letter.tsx'
import { sendMail } from '../base/mail/mail.ts'
import { secondsBefore } from '../base/time.ts'
import { commentUrl, paths, url, type Addressed } from '../urls.ts'
import { unsubscribeToken } from './follow.ts'
import { articleOfThread, dueFollows, newsFor, type Due, type News } from './reads/follows.ts'
import { updateTold } from './writes/follows.ts'

/** However busy a thread is, nobody gets more than one mail about it in this time. */
export const leastSeconds = 600
/** What has become visible within these seconds waits for the next time: it may not be committed, and would be passed over. */
const settling = 20
/** How far back is looked for what is new: nobody was at work for longer only when the paper stood still. */
const lookedBack = { at_once: 6 * 3_600, daily: 3 * 86_400 }
/** So many are shown in a mail; of the others it says how many there are. */
const shownInMail = { at_once: 5, daily: 3 }

interface Here { site: { url: string }; now: Date }
interface Thread { due: Due; article: Addressed & { headline: string }; items: News[]; count: number }

/** To those who want it at once, a mail for each thread. */
export async function tellAtOnce(db: Db, { site, now }: Here): Promise<void> {
  const until = secondsBefore(now, settling)
  for (const due of await dueFollows(db, { how: 'at_once', since: secondsBefore(now, lookedBack.at_once), until, mailedBefore: secondsBefore(now, leastSeconds) })) {
    await atomically(db, async (tx) => {
      const thread = await told(tx, due, { how: 'at_once', until, now })
      if (thread) await tell(tx, [thread], { how: 'at_once', site, now })
    })
  }
}

/** To the others, once a day, one mail for all their threads. */
export async function tellDaily(db: Db, { site, now }: Here): Promise<void> {
  const until = secondsBefore(now, settling)
  const due = await dueFollows(db, { how: 'daily', since: secondsBefore(now, lookedBack.daily), until, mailedBefore: now })
  for (const own of Map.groupBy(due, ({ reader_id }) => reader_id).values()) {
    await atomically(db, async (tx) => {
      const threads: Thread[] = []
      for (const one of own) threads.push(...[await told(tx, one, { how: 'daily', until, now })].flatMap((thread) => thread ?? []))
      if (threads.length > 0) await tell(tx, threads, { how: 'daily', site, now })
    })
  }
}

type Pace = 'at_once' | 'daily'

/** What is to be told of a thread, marked as told; undefined where there is nothing after all. */
async function told(tx: Db, due: Due, { how, until, now }: { how: Pace; until: Date; now: Date }): Promise<Thread | undefined> {
  const [article, news] = await Promise.all([articleOfThread(tx, due.thread_id), newsFor(tx, { ...due, until }, shownInMail[how])])
  const tells = article?.state === 'published' && news.count > 0
  const isFirst = await updateTold(tx, { ...due, until, mailed_at: tells ? now : null })
  return isFirst && tells ? { due, article, ...news } : undefined
}

async function tell(tx: Db, threads: Thread[], { how, site, now }: Here & { how: Pace }) {
  const [first] = threads
  if (!first) return
  const { due: { reader_id, thread_id, name, mail_address, language }, article } = first
  const { paper } = await loadFrame(tx)
  const t = translator(spoken(language ?? paper.language, 'en'))
  const count = threads.reduce((sum, thread) => sum + thread.count, 0)
  const token = await unsubscribeToken(tx, { reader_id, thread_id: how === 'at_once' ? thread_id : null }, now)
  await sendMail(tx, {
    to: mail_address, t, paper: { name: paper.name, url: site.url }, unsubscribe_url: site.url + url(paths.unsubscribe, { token }),
    subject: how === 'at_once' ? t('mail.follow.subject', { n: count, headline: article.headline }) : t('mail.follow.daily_subject', { n: count, paper: paper.name }),
    blocks: [
      { text: t('mail.follow.greeting', { name }) },
      ...threads.flatMap((thread) => threadBlocks(thread, { t, site, isOnly: threads.length === 1 })),
      { small: t('mail.follow.change'), url: site.url + paths.accountFollows },
    ],
  }, now)
}

function threadBlocks({ article, items, count }: Thread, { t, site, isOnly }: { t: T; site: { url: string }; isOnly: boolean }): Block[] {
  const [first] = items
  const link = site.url + (first ? commentUrl(article, first.id) : '')
  const more = count - items.length
  return [
    { text: t('mail.follow.thread', { n: count, headline: article.headline }) },
    ...items.flatMap(({ name, body }): Block[] => [{ text: t('mail.follow.said', { name }) }, { quote: shortened(body) }]),
    ...(more > 0 ? [{ text: t('mail.follow.more', { n: more }) }] : []),
    // One button in a letter: of several threads each has a line.
    isOnly ? { button: t('mail.follow.button'), url: link } : { small: t('mail.follow.button'), url: link },
  ]
}

const excerptLength = 400

function shortened(body: string): string {
  if (body.length <= excerptLength) return body
  const cut = body.slice(0, excerptLength)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), excerptLength / 2)).toWellFormed()} …`
}
