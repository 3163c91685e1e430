// What staff who asked for it are told when an alert begins.
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { paths, url } from '../urls.ts'
import type { Alert } from './reads/alerts.ts'

interface Around { who: { mail_address: string; language: string | null }; paper: { name: string; language: string; url: string } }

export function alertLetter({ kind, article_id, headline, views, usual }: Pick<Alert, 'kind' | 'article_id' | 'headline' | 'views' | 'usual'>, { who, paper }: Around): Letter {
  const t = translator(spoken(who.language ?? paper.language, 'en'))
  // What is held is named by its number alone.
  const called = headline ?? (article_id === null ? '' : t('journal.article', { id: article_id }))
  const figures = article_id === null ? paths.deskAudienceLive : url(paths.deskAudienceArticle, { id: String(article_id) })
  return {
    to: who.mail_address, t, paper: { name: paper.name, url: paper.url }, subject: t(`mail.alert.subject.${kind}`, { headline: called, paper: paper.name }),
    blocks: [
      { text: t(`mail.alert.${kind}`, { headline: called, views, usual }) },
      { button: t(`mail.alert.button.${kind}`), url: paper.url + figures },
      { small: t('mail.alert.why'), url: paper.url + paths.deskAudienceMails },
    ],
  }
}
