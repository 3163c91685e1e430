// A move is told to those who wait for it: in the desk, and by mail where they want that. What is held back is named by its number
// alone in mails, which leave the house.
import { holdOn, unnamedLetter } from '../articles/hold.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { spoken, translator, type T } from '../base/i18n/i18n.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { sendMails } from '../base/mail/mail.ts'
import { permissions } from '../people/permissions.ts'
import { paths, url } from '../urls.ts'
import { mailAddressesOf, moveById, waitingForMove, type ToldMove, type Waiting } from './reads/workflow.ts'
import { insertMove, insertNotices, insertWatcher, markMailed, type NewMove } from './writes/workflow.ts'

export type Deed = Pick<NewMove, 'from_stage' | 'to_stage'> & { kind?: ToldMove['kind']; note?: string }
/** Who does something at the desk; null where the program does it. */
export interface ByStaff { reader_id: number | null; now: Date }

/** Notes a step of an article's way and tells those who wait for it, and `also` others; whoever takes it waits for what becomes of the article. Answers the number of the move. */
export async function noteMove(tx: Db, article: Pick<FullArticle, 'id' | 'section_id'>, { deed: { kind = 'moved', note = '', ...stages }, reader_id, now, also = [] }: ByStaff & { deed: Deed; also?: Waiting[] }): Promise<number> {
  const move_id = await insertMove(tx, { article_id: article.id, kind, ...stages, moved_by: reader_id, moved_at: now, note })
  if (reader_id !== null) await insertWatcher(tx, { reader_id, article_id: article.id, since: now })
  const comesTo = kind === 'moved' ? stages.to_stage : null
  const waiting = (await waitingForMove(tx, { article, comesTo, also, roles: permissions.see_articles })).filter((one) => one.reader_id !== reader_id)
  await insertNotices(tx, waiting.map((one) => ({ move_id, ...one })))
  if (waiting.some(({ by_mail }) => by_mail)) await enqueue(tx, 'tell-move', { move_id })
  return move_id
}

/** One mail for each who wants one, however often the job runs. */
export function tellMove(db: Db, move_id: number, { site, now }: { site: { url: string }; now: Date }): Promise<void> {
  return atomically(db, async (tx) => {
    const move = await moveById(tx, move_id)
    if (!move) return
    const ours = { ...(await paper(tx)), url: site.url }
    const people = await mailAddressesOf(tx, await markMailed(tx, move_id, now))
    const isHeld = holdOn(move, now) !== null
    await sendMails(tx, people.flatMap(({ mail_address, name, language }) => {
      if (!mail_address) return []
      const letterOf = (isHeld: boolean) => moveLetter(move, { to: mail_address, name, language, paper: ours, isHeld })
      return [{ letter: letterOf(isHeld), unnamed: unnamedLetter({ id: move.article_id, isNamed: !isHeld }, () => letterOf(true)) }]
    }), now)
  })
}

interface Around { to: string; name: string; language: string | null; paper: { name: string; language: string; url: string }; isHeld: boolean }

function moveLetter(move: ToldMove, { to, name, language, paper, isHeld }: Around): Letter {
  const t = translator(spoken(language ?? paper.language, 'en'))
  const called = isHeld ? t('journal.article', { id: move.article_id }) : titleOf(move)
  const said = moveInWords(move, t)
  return {
    to, t, paper: { name: paper.name, url: paper.url }, subject: t('mail.move.subject', { what: said, article: called }),
    blocks: [
      { text: t('mail.move.greeting', { name }) },
      { text: t('mail.move.what', { article: called, what: said, who: moverOf(move, t) }).trim() },
      ...(move.note && !isHeld ? [{ quote: move.note }] : []),
      { button: t('mail.move.button'), url: paper.url + url(paths.deskArticle, { id: String(move.article_id) }) },
      { small: t('mail.move.why'), url: paper.url + paths.deskWatching },
    ],
  }
}

/** Who took a step; what an agency sends, nobody here did. */
export function moverOf({ by_name, kind }: Pick<ToldMove, 'by_name' | 'kind'>, t: T): string {
  return by_name ?? (kind === 'wire_update' || kind === 'wire_back' ? '' : t('stage.by_program'))
}

export function titleOf({ kicker, headline }: Pick<ToldMove, 'kicker' | 'headline'>): string {
  return [kicker, headline].filter(Boolean).join(': ')
}

/** What happened to an article, in a few words. */
export function moveInWords({ kind, from_stage, to_stage }: Pick<ToldMove, 'kind' | 'from_stage' | 'to_stage'>, t: T): string {
  if (kind !== 'moved') return t(`move.${kind}`)
  return from_stage === to_stage ? t(`stage.${to_stage}`) : t('move.moved', { from: t(`stage.${from_stage}`), to: t(`stage.${to_stage}`) })
}
