// Who handed a picture in, or wrote at the articles in which it stands, is told by mail when its rights end, and a week before.
import { holdOn, mailName } from '../articles/hold.ts'
import { rightsToTell } from '../articles/picture-rights.ts'
import { paper as paperOf } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { translator, type T } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { sendMails } from '../base/mail/mail.ts'
import { secondsBefore } from '../base/time.ts'
import type { JobPayloads } from '../job-names.ts'
import { paths, url } from '../urls.ts'
import { concernedStaff } from './reads/picture-rights.ts'

const mostTold = 20

export function tellPictureRights(db: Db, { picture_id, what }: JobPayloads['tell-picture-rights'], { site, now }: { site: { url: string }; now: Date }): Promise<void> {
  return atomically(db, async (tx) => {
    const picture = await rightsToTell(tx, { picture_id, what })
    if (!picture) return
    const paper = await paperOf(tx)
    const staff = await concernedStaff(tx, { uploaded_by: picture.uploaded_by, article_ids: picture.articles.map(({ id }) => id) }, mostTold)
    const isHeld = (article: RightsArticle) => holdOn(article, now) !== null
    const names = picture.articles.filter((article) => !isHeld(article)).map(({ id }) => mailName(id))
    await sendMails(tx, staff.map((who) => {
      const letterOf = (isHeld: (article: RightsArticle) => boolean) => rightsLetter({ picture_id, what, picture, isHeld, to: who.mail_address, language: who.language ?? paper.language }, { ...paper, url: site.url })
      return { letter: letterOf(isHeld), unnamed: { names, letter: letterOf(() => true) } }
    }), now)
  })
}

type Rights = NonNullable<Awaited<ReturnType<typeof rightsToTell>>>
type RightsArticle = Rights['articles'][number]
interface Telling { picture_id: number; what: 'ended' | 'soon'; picture: Rights; isHeld: (article: RightsArticle) => boolean; to: string; language: string }

function rightsLetter({ picture_id, what, picture, isHeld, to, language }: Telling, paper: { name: string; url: string; time_zone: string }): Letter {
  const t = translator(language)
  const about = { name: picture.name, day: t.date(secondsBefore(picture.rights_until, 1), paper.time_zone), n: picture.articles.length }
  return {
    to, subject: t(`mail.picture_rights.${what}_subject`, about), t, paper,
    blocks: [
      { text: t(`mail.picture_rights.${what}_text`, about) },
      ...(picture.articles.length > 0 ? [{ list: { title: t('mail.picture_rights.articles'), items: picture.articles.slice(0, 10).map((article) => lineOf(article, { t, base: paper.url, isHeld: isHeld(article) })) } }] : []),
      { button: t('mail.picture_rights.button'), url: `${paper.url}${url(paths.deskPicture, { id: String(picture_id) })}` },
    ],
  }
}

/** What is held is named by its number alone, in mails. */
function lineOf({ id, headline, state }: RightsArticle, { t, base, isHeld }: { t: T; base: string; isHeld: boolean }) {
  return { text: isHeld ? t('journal.article', { id }) : headline, value: t(`articles.state.${state}`), url: `${base}${url(paths.deskArticle, { id: String(id) })}` }
}
