// A passkey is a key pair of which the private half never leaves its owner's device (WebAuthn). A ceremony asks the device
// to sign a challenge, which is answered once and within minutes.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { dayOf, secondsAfter } from '../base/time.ts'
import { addFactor, mayChangeFactors, proveFactor, type Here } from './factors.ts'
import { assertionIn, attestationIn, type Assertion } from './passkey-answer.ts'
import { passkeyById, passkeysOf, setUpOf } from './reads/factors.ts'
import { enter, hashOf, newToken, type Entered, type NewSession, type Reader, type Visitor } from './session.ts'
import { deleteCeremony, insertCeremony, insertPasskey, updatePasskeyName, updatePasskeyUsed } from './writes/factors.ts'

const ceremonySeconds = 5 * 60
export const ceremonyLimit = { name: 'ceremony', most: 20, seconds: 600 }
export const passkeyNameLength = 60

type Purpose = 'register' | 'sign_in' | 'second_factor'
/** What the browser sends back: the ceremony's token, and what the device answered, as JSON. */
export interface Answered { token: string; credential: string }
/** What the browser is told; see client/passkey.ts. */
export interface Begun { token: string; options: object }

/** Nearly three hundred files, and most sessions never need them: loaded with the first ceremony. */
const library = () => import('@simplewebauthn/server')

/** Undefined where this session may not add one. */
export async function beginRegistration(db: Db, who: Reader, { site, now }: Here): Promise<Begun | undefined> {
  if (!mayChangeFactors(who, await setUpOf(db, who.id))) return undefined
  const [{ name }, there, { generateRegistrationOptions }] = await Promise.all([paper(db), passkeysOf(db, who.id), library()])
  const options = await generateRegistrationOptions({
    rpName: name, rpID: hostOf(site), userName: who.mail_address, userDisplayName: who.name, userID: new TextEncoder().encode(`reader:${who.id}`),
    attestationType: 'none', excludeCredentials: there.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return begin(db, { purpose: 'register', reader_id: who.id, options }, now)
}

/** Adds the passkey that the device has made. The session has proven it with that. */
export async function registerPasskey(db: Db, { who, answered, name }: { who: Reader; answered: Answered; name: string }, { site, now }: Here): Promise<NewSession | undefined> {
  const response = attestationIn(answered.credential)
  const challenge = await challengeOf(db, { token: answered.token, purpose: 'register', reader_id: who.id }, now)
  if (!response || !challenge) return undefined
  const { verifyRegistrationResponse } = await library()
  const { registrationInfo } = await verifyRegistrationResponse({ response, expectedChallenge: challenge, expectedOrigin: site.url, expectedRPID: hostOf(site) }).catch(refused)
  if (!registrationInfo) return undefined
  const { id: credential_id, publicKey, counter } = registrationInfo.credential
  const add = (tx: Db) => insertPasskey(tx, { credential_id, reader_id: who.id, public_key: Buffer.from(publicKey), counter, transports: response.response.transports, name: passkeyName(name) || 'Passkey', created_at: now })
  return addFactor(db, { who, factor: 'passkey', add }, { site, now })
}

/** Asks for any passkey of this paper that the device has; of a reader who is signed in, for one of theirs. */
export async function beginAssertion(db: Db, who: Visitor, { site, now }: Here): Promise<Begun> {
  const own = who === 'nobody' ? [] : await passkeysOf(db, who.id)
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({ rpID: hostOf(site), userVerification: 'required', allowCredentials: own.map(({ credential_id, transports }) => ({ id: credential_id, transports })) })
  return begin(db, { purpose: who === 'nobody' ? 'sign_in' : 'second_factor', reader_id: who === 'nobody' ? null : who.id, options }, now)
}

/** Signs in whoever has the passkey: one factor, no more. */
export async function signInByPasskey(db: Db, { answered, who }: { answered: Answered; who: Visitor }, { site, now }: Here): Promise<Entered | undefined> {
  const challenge = await challengeOf(db, { token: answered.token, purpose: 'sign_in', reader_id: null }, now)
  return atomically(db, async (tx) => {
    const reader_id = await ownerOf(tx, { answered, challenge }, { site, now })
    return reader_id === undefined ? undefined : enter(tx, { reader_id, factors: ['passkey'], who }, now)
  })
}

/** Proves to a session that whose it is has the passkey, too. */
export async function proveByPasskey(db: Db, { who, answered }: { who: Reader; answered: Answered }, { site, now }: Here): Promise<NewSession | undefined> {
  const challenge = await challengeOf(db, { token: answered.token, purpose: 'second_factor', reader_id: who.id }, now)
  const check = async (tx: Db) => ((await ownerOf(tx, { answered, challenge }, { site, now })) === who.id ? 'passkey' : undefined)
  return proveFactor(db, { who, check }, now)
}

/** What its owner calls it; false where this session may not change that. */
export async function namePasskey(db: Db, { who, credential_id, name }: { who: Reader; credential_id: string; name: string }): Promise<boolean> {
  if (!mayChangeFactors(who, await setUpOf(db, who.id))) return false
  const said = passkeyName(name)
  if (said) await updatePasskeyName(db, { credential_id, reader_id: who.id, name: said })
  return true
}

function passkeyName(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, passkeyNameLength)
}

async function begin(db: Db, { purpose, reader_id, options }: { purpose: Purpose; reader_id: number | null; options: { challenge: string } }, now: Date): Promise<Begun> {
  const token = newToken()
  await insertCeremony(db, { token_hash: hashOf(token), purpose, reader_id, challenge: options.challenge, expires_at: secondsAfter(now, ceremonySeconds) })
  return { token, options }
}

// A challenge is used up even when what answers it is wrong.
async function challengeOf(db: Db, { token, purpose, reader_id }: { token: string; purpose: Purpose; reader_id: number | null }, now: Date): Promise<string | undefined> {
  return (await deleteCeremony(db, { token_hash: hashOf(token), purpose, reader_id, now }))?.challenge
}

/** Whose passkey has answered the challenge. */
async function ownerOf(tx: Db, { answered, challenge }: { answered: Answered; challenge: string | undefined }, { site, now }: Here): Promise<number | undefined> {
  const response: Assertion | undefined = assertionIn(answered.credential)
  const passkey = response && challenge ? await passkeyById(tx, response.id) : undefined
  if (!response || !challenge || !passkey) return undefined
  const { credential_id, reader_id, public_key, counter, transports } = passkey
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response, expectedChallenge: challenge, expectedOrigin: site.url, expectedRPID: hostOf(site), requireUserVerification: true,
    credential: { id: credential_id, publicKey: new Uint8Array(public_key), counter, transports },
  }).catch(refused)
  if (!verified || !authenticationInfo) return undefined
  await updatePasskeyUsed(tx, { credential_id, counter: authenticationInfo.newCounter, used_on: dayOf(now, 'UTC') })
  return reader_id
}

/** The library throws what it does not believe. */
function refused(): { verified: false; registrationInfo?: never; authenticationInfo?: never } {
  return { verified: false }
}
function hostOf({ url }: { url: string }): string {
  return new URL(url).hostname
}
