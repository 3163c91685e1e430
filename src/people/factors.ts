// Factors are the ways in which somebody proves who they are: the mail address, a passkey, an app that shows codes, and
// codes on paper for the day when the phone is gone. Who has set up more than the address changes that only after proving two.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { spoken, translator, type MessageKey } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import { paths } from '../urls.ts'
import { accountById } from './reads/readers.ts'
import { setUpOf, type SetUp } from './reads/factors.ts'
import { endSessionsOf, isStrong, strengthenSession, type Factor, type NewSession, type Reader } from './session.ts'
import { deletePasskey, deleteRecoveryCodes, deleteTotpSecret } from './writes/factors.ts'
import { lockReader } from './writes/readers.ts'

export interface Here { site: { url: string }; now: Date }

export function isSetUp({ passkeys, has_totp }: SetUp): boolean {
  return passkeys > 0 || has_totp
}

/**
 * Whether this session may change how its reader proves who they are, and their address. The first factor may be added by
 * who has the address alone: there is nothing else to prove it with.
 */
export function mayChangeFactors({ factors }: Reader, setUp: SetUp): boolean {
  return isStrong(factors) || !isSetUp(setUp)
}

/** Adds a factor by `add`, which answers false for none; the session has proven it with that. */
export function addFactor(db: Db, { who, factor, add }: { who: Reader; factor: 'passkey' | 'totp'; add: (tx: Db) => Promise<boolean> }, { site, now }: Here): Promise<NewSession | undefined> {
  return atomically(db, async (tx) => {
    // Two sessions must not both find that theirs is the first.
    await lockReader(tx, who.id)
    if (!mayChangeFactors(who, await setUpOf(tx, who.id)) || !(await add(tx))) return undefined
    await tellOfChange(tx, { reader_id: who.id, change: `mail.security.${factor}_added` }, { site, now })
    return strengthenSession(tx, { who, factor }, now)
  })
}

type Removed = { passkey: string } | { totp: true }

/** Removes a factor and ends the other sessions. Who works for the paper keeps one: what they may do is never a mail away. */
export function removeFactor(db: Db, { who, what }: { who: Reader; what: Removed }, { site, now }: Here): Promise<{ refused: 'weak' | 'last' } | { removed: boolean }> {
  return atomically(db, async (tx) => {
    await lockReader(tx, who.id)
    const { passkeys, has_totp } = await setUpOf(tx, who.id)
    if (!isStrong(who.factors)) return { refused: 'weak' }
    const isLast = passkeys + Number(has_totp) <= 1
    if (isLast && who.roles.length > 0) return { refused: 'last' }
    const removed = 'passkey' in what ? await deletePasskey(tx, { credential_id: what.passkey, reader_id: who.id }) : await deleteTotpSecret(tx, who.id)
    if (!removed) return { removed }
    if (isLast) await deleteRecoveryCodes(tx, who.id)
    await endSessionsOf(tx, { reader_id: who.id, except: who.session_id })
    await tellOfChange(tx, { reader_id: who.id, change: 'passkey' in what ? 'mail.security.passkey_removed' : 'mail.security.totp_removed' }, { site, now })
    return { removed }
  })
}

/** Proves a factor by `check`, which answers which one it was; undefined for none. */
export function proveFactor(db: Db, { who, check }: { who: Reader; check: (tx: Db) => Promise<Factor | undefined> }, now: Date): Promise<NewSession | undefined> {
  return atomically(db, async (tx) => {
    const factor = await check(tx)
    return factor && strengthenSession(tx, { who, factor }, now)
  })
}

/** Tells a reader by mail what was changed in their account, in case it was not them. */
export async function tellOfChange(tx: Db, { reader_id, change, to }: { reader_id: number; change: MessageKey; to?: string }, { site, now }: Here) {
  const [reader, { name, language }] = await Promise.all([accountById(tx, reader_id), paper(tx)])
  const address = to ?? reader.mail_address
  if (address === null) return
  const t = translator(reader.language ?? spoken(language, 'en'))
  await sendMail(tx, {
    to: address, subject: t('mail.security.subject', { paper: name }), t, paper: { name, url: site.url },
    blocks: [{ text: t('mail.security.hello', { name: reader.name }) }, { text: t(change) }, { small: t('mail.security.not_you'), url: site.url + paths.accountSecurity }],
  }, now)
}
