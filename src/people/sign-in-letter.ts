import type { Letter } from '../base/mail/letter.tsx'

interface SignInMail {
  to: string
  /** What they are called; null for newcomers. */
  name: string | null
  link: string
  /** A comment waits for it. */
  isComment: boolean
}

/** The mail with the link that signs in. It says who they are here to nobody but the one who has the address. */
export function signInLetter({ to, name, link, isComment }: SignInMail, { t, paper }: Pick<Letter, 't' | 'paper'>): Letter {
  const about = { paper: paper.name, name: name ?? '' }
  const [subject, text] = isComment
    ? [t('mail.sign_in.comment_subject', about), t('mail.sign_in.comment_text', about)]
    : name === null ? [t('mail.sign_in.new_subject', about), t('mail.sign_in.new_text', about)] : [t('mail.sign_in.subject', about), t('mail.sign_in.text', about)]
  return {
    to, subject, t, paper,
    blocks: [{ text }, { button: isComment ? t('mail.sign_in.comment_button') : name === null ? t('mail.sign_in.new_button') : t('mail.sign_in.button'), url: link }, { small: t('mail.sign_in.once') }],
  }
}
