// The account is what belongs to one reader alone. Its pages are personal: in the reader's language, kept by no press.
import { loadFrame } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import { accountParts } from './account-parts.ts'
import type { Reader, Visitor } from './session.ts'

interface Asking { who: Visitor; speaks: string | undefined }

/** The paper, and the language of whoever asks for a personal page: their own, else their browser's, else the paper's. */
export async function settingFor(db: Reads, { who, speaks }: Asking) {
  const facts = await loadFrame(db)
  const own = who === 'nobody' ? undefined : who.language
  return { facts, t: translator(own ?? speaks ?? spoken(facts.paper.language, 'en')) }
}

/** What every page of the account needs around it: `<AccountFrame {...account} title=…>`. */
export async function accountOf(db: Reads, asking: { who: Reader; speaks: string | undefined }) {
  return { ...(await settingFor(db, asking)), who: asking.who, parts: accountParts }
}
