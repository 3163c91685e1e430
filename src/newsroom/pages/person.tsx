// One person at the desk: their roles, where they are signed in, who they are in bylines.
import { nameSuggestions, authorIdsCalled } from '../../articles/reads/search.ts'
import { atomically, type Db, type Reads } from '../../base/db/db.ts'
import { record } from '../../base/db/journal.ts'
import type { T } from '../../base/i18n/i18n.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { joinByline } from '../../people/byline.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isRole } from '../../people/permissions.ts'
import { sessionsOf } from '../../people/reads/sessions.ts'
import { endSession, endSessionsOf } from '../../people/session.ts'
import { clearFactors, giveRole, takeRole } from '../../people/staff.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { told } from '../deed.ts'
import { deeds } from '../reads/journal.ts'
import { authorOf, personById } from '../reads/people.ts'
import { PersonView } from '../views/person-view.tsx'

type Who = Staff<'manage_people'>

export const show: Page<typeof paths.deskPerson, Who, 'done' | 'role'> = async ({ db, who, speaks, params, query: { done, role }, now }) => {
  return shown(db, { desk: await deskOf(db, { who, speaks }), id: found(numberIn(params.id)), done, role, now })
}

interface Showing { desk: Desk; id: number; done?: string | undefined; role?: string | undefined; errors?: Errors; byline?: string; status?: number; now: Date }

async function shown(db: Reads, { desk, id, done, role, errors = {}, byline, status = 200, now }: Showing): Promise<Response> {
  const person = found(await personById(db, id))
  const [author, sessions, suggestions] = [await authorOf(db, id), await sessionsOf(db, id, now), await nameSuggestions(db)]
  const recent = await told(db, await deeds(db, { subject: `reader:${id}` }, { limit: 10 }), desk)
  return html(<PersonView desk={desk} person={person} author={author} sessions={sessions} authors={suggestions.authors} deeds={recent} done={done} role={role && isRole(role) ? role : undefined} errors={errors} byline={byline ?? author?.name ?? ''} now={now} />, status)
}

/** Gives a role, or takes it. */
export const setRole: Action<typeof paths.deskPersonRoles, Who> = async ({ db, who, speaks, params, form, now }) => {
  const { id } = found(await personById(db, found(numberIn(params.id))))
  const role = textIn(form, 'role')
  if (!isRole(role)) return shown(db, { desk: await deskOf(db, { who, speaks }), id, status: 422, now })
  const act = { by: `staff:${who.id}`, now }
  const taken = textIn(form, 'take') !== ''
  const result = taken ? await takeRole(db, { reader_id: id, role }, act) : await giveRole(db, { reader_id: id, role }, act)
  if (typeof result === 'object' && 'refused' in result) {
    const desk = await deskOf(db, { who, speaks })
    return shown(db, { desk, id, errors: { roles: desk.t('people.wrong.last_admin') }, status: 422, now })
  }
  return seeOther(withQuery(url(paths.deskPerson, params), { done: taken ? 'role_taken' : 'role_given', role }))
}

/** Ends one session, or all of them. */
export const endSessions: Action<typeof paths.deskPersonSessions, Who> = async ({ db, who, params, form, now }) => {
  const { id } = found(await personById(db, found(numberIn(params.id))))
  await ended(db, { reader_id: id, session: numberIn(textIn(form, 'session')) }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskPerson, params), { done: 'sessions_ended' }))
}

function ended(db: Db, { reader_id, session }: { reader_id: number; session: number | undefined }, act: { by: string; now: Date }) {
  return atomically(db, async (tx) => {
    await (session === undefined ? endSessionsOf(tx, { reader_id }) : endSession(tx, { id: session, reader_id }))
    await record(tx, { ...act, what: 'sessions ended', subject: `reader:${reader_id}` })
  })
}

/** For somebody who has lost what they sign in with. */
export const removeFactors: Action<typeof paths.deskPersonFactors, Who> = async ({ db, who, params, site, now }) => {
  const { id } = found(await personById(db, found(numberIn(params.id))))
  await clearFactors(db, { reader_id: id }, { by: `staff:${who.id}`, now, site })
  return seeOther(withQuery(url(paths.deskPerson, params), { done: 'factors_removed' }))
}

export const setByline: Action<typeof paths.deskPersonByline, Who> = async ({ db, who, speaks, params, form, now }) => {
  const { id } = found(await personById(db, found(numberIn(params.id))))
  const byline = textIn(form, 'byline').trim()
  const ids = byline ? await authorIdsCalled(db, byline) : []
  const [author_id] = ids
  if (byline && (author_id === undefined || ids.length > 1)) {
    const desk = await deskOf(db, { who, speaks })
    return shown(db, { desk, id, byline, errors: { byline: bylineError(ids.length, desk.t) }, status: 422, now })
  }
  await joinByline(db, { reader_id: id, author_id: author_id ?? null }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskPerson, params), { done: 'byline_set' }))
}

function bylineError(found: number, t: T): string {
  return t(found === 0 ? 'people.wrong.no_author' : 'people.wrong.several_authors')
}
