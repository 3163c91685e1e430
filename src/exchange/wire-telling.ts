// Whoever took a text over is told when its source sends it again, or takes it back. Their article stays as it is: what a
// human has written is changed by a human.
import { holdOn } from '../articles/hold.ts'
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import { paths, url } from '../urls.ts'
import { takenInto, type KnownItem } from './reads/wire-items.ts'
import type { Pubstatus } from './wired.ts'

export interface Newer { item: { id: number; chain_id: number; headline: string; wire_name: string; pubstatus: Pubstatus }; before: Pick<KnownItem, 'state'> }

/** By mail: of updates the first that nobody has looked at yet, of withdrawals each. The desk shows both until somebody has. */
export async function tellTakers(tx: Db, { item, before }: Newer, { site, now }: { site: { url: string }; now: Date }) {
  const isBack = item.pubstatus !== 'usable'
  if (!isBack && before.state === 'new') return
  const { name, language } = await paper(tx)
  const told = new Set<number>()
  for (const taken of await takenInto(tx, [item.chain_id])) {
    if (taken.taken_by === null || taken.mail_address === null || told.has(taken.taken_by)) continue
    told.add(taken.taken_by)
    const t = translator(spoken(taken.language ?? language, 'en'))
    // What came of it may be held: then it is named by its number alone.
    const values = { headline: holdOn(taken, now) ? t('journal.article', { id: taken.article_id ?? 0 }) : item.headline, wire: item.wire_name }
    await sendMail(tx, {
      to: taken.mail_address, kind: 'wire_update', t, paper: { name, url: site.url }, subject: t(isBack ? 'mail.wire.back.subject' : 'mail.wire.update.subject', values),
      blocks: [
        { text: t(isBack ? 'mail.wire.back' : 'mail.wire.update', values) }, { button: t('mail.wire.see'), url: site.url + url(paths.deskWire, { id: String(item.id) }) },
        { small: t('mail.wire.article'), url: site.url + url(paths.deskArticle, { id: String(taken.article_id) }) },
      ],
    }, now)
  }
}
