import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import type { Desk } from '../../people/desk.ts'
import type { Role } from '../../people/permissions.ts'
import type { Factor } from '../../people/session.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import type { ToldDeed } from '../deed.ts'
import type { personById } from '../reads/people.ts'

type Person = NonNullable<Awaited<ReturnType<typeof personById>>>
interface Session { id: number; factors: Factor[]; created_at: Date; expires_at: Date }

interface PersonViewProps {
  desk: Desk
  person: Person
  author: { name: string; slug: string } | undefined
  sessions: Session[]
  authors: string[]
  deeds: ToldDeed[]
  done: string | undefined
  /** The one that was just given or taken. */
  role: Role | undefined
  errors: Errors
  byline: string
  now: Date
}

const allRoles = ['author', 'editor', 'chief_editor', 'fact_checker', 'lawyer', 'moderator', 'fundraiser', 'bookkeeper', 'publisher', 'admin'] as const satisfies readonly Role[]
const doneTexts = ['role_given', 'role_taken', 'sessions_ended', 'factors_removed', 'byline_set'] as const

export function PersonView({ desk, person, author, sessions, authors, deeds, done, role, errors, byline, now }: PersonViewProps) {
  const { t, facts } = desk
  const zone = facts.paper.time_zone
  const params = { id: String(person.id) }
  const said = doneTexts.find((one) => one === done)
  return (
    <DeskFrame {...desk} title={person.name} current={paths.deskPeople} back={{ path: paths.deskPeople, label: t('desk.people') }}>
      <Done text={said && t(`people.done.${said}`, { role: role ? t(`role.${role}`) : '' })} undo={undoOf({ said, role, params, t })} />
      <Wrong errors={errors} t={t} />
      <Facts facts={factsOf({ person, author, now, t, zone })} />
      <Roles person={person} params={params} t={t} />
      <section>
        <h2>{t('people.byline')}</h2>
        <form class="line-form" method="post" action={url(paths.deskPersonByline, params)}>
          <label for="byline">{t('people.byline_label')}</label>
          <p class="hint" id="byline-hint">{t('people.byline_hint')}</p>
          <input id="byline" name="byline" value={byline} list="authors" autocomplete="off" aria-describedby="byline-hint" {...(errors.byline ? { 'aria-invalid': 'true' as const } : {})} />
          <datalist id="authors">{authors.map((name) => <option value={name} />)}</datalist>
          <button class="quiet">{t('people.save')}</button>
        </form>
      </section>
      <Sessions sessions={sessions} params={params} t={t} zone={zone} />
      {person.roles.length > 0 ? (
        <section>
          <h2>{t('people.factors')}</h2>
          <p>{t('people.factors_about')}</p>
          <form method="post" action={url(paths.deskPersonFactors, params)}><button class="quiet">{t('people.remove_factors')}</button></form>
        </section>
      ) : null}
      <section>
        <h2>{t('desk.journal')}</h2>
        <DataTable caption={t('desk.journal')} rows={deeds} empty={t('journal.none')} columns={[
          { label: t('journal.when'), cell: ({ happened_at }) => t.dateTime(happened_at, zone) },
          { label: t('journal.what'), names: true, cell: ({ what }) => what },
          { label: t('journal.who'), cell: ({ actor }) => actor.text },
        ]} />
        {person.roles.length > 0 ? <p class="small"><a href={withQuery(paths.deskJournal, { who: person.name })}>{t('people.all_deeds')}</a></p> : null}
      </section>
    </DeskFrame>
  )
}

interface Undoing { said: (typeof doneTexts)[number] | undefined; role: Role | undefined; params: { id: string }; t: T }

function undoOf({ said, role, params, t }: Undoing) {
  if (!role || (said !== 'role_given' && said !== 'role_taken')) return undefined
  const fields: Record<string, string> = said === 'role_given' ? { role, take: 'on' } : { role }
  return { action: url(paths.deskPersonRoles, params), label: t('desk.undo'), fields }
}

function factsOf({ person, author, now, t, zone }: Pick<PersonViewProps, 'person' | 'author' | 'now'> & { t: T; zone: string }): [string, Child][] {
  const { former_name, former_name_until } = person
  return [
    [t('people.number'), String(person.id)],
    [t('people.mail'), person.mail_address ?? '–'],
    [t('people.since'), t.dateTime(person.created_at, zone)],
    [t('people.confirmed'), person.confirmed_at ? t.dateTime(person.confirmed_at, zone) : t('people.unconfirmed')],
    ...(person.erased_at ? [[t('people.erased'), t.dateTime(person.erased_at, zone)] satisfies [string, Child]] : []),
    ...(former_name && former_name_until && former_name_until > now ? [[t('people.former_name'), former_name] satisfies [string, Child]] : []),
    ...(author ? [[t('people.byline'), <a href={url(paths.author, { slug: author.slug })}>{author.name}</a>] satisfies [string, Child]] : []),
  ]
}

function Roles({ person, params, t }: { person: Person; params: { id: string }; t: T }) {
  return (
    <section id="roles">
      <h2>{t('people.roles')}</h2>
      <DataTable caption={t('people.roles')} rows={[...allRoles]} empty="" columns={[
        { label: t('people.role'), names: true, cell: (role) => t(`role.${role}`) },
        { label: t('people.has'), cell: (role) => t(person.roles.includes(role) ? 'people.yes' : 'people.no') },
        { label: t('people.change'), cell: (role) => <RoleForm role={role} has={person.roles.includes(role)} params={params} t={t} /> },
      ]} />
      <p class="small"><a href={paths.deskPermissions}>{t('desk.permissions')}</a></p>
    </section>
  )
}

function RoleForm({ role, has, params, t }: { role: Role; has: boolean; params: { id: string }; t: T }) {
  return (
    <form method="post" action={url(paths.deskPersonRoles, params)}>
      <input type="hidden" name="role" value={role} />
      {has ? <input type="hidden" name="take" value="on" /> : null}
      <button class="quiet" aria-label={t(has ? 'people.take_role' : 'people.give_role', { role: t(`role.${role}`) })}>{t(has ? 'people.take' : 'people.give')}</button>
    </form>
  )
}

function Sessions({ sessions, params, t, zone }: { sessions: Session[]; params: { id: string }; t: T; zone: string }) {
  const action = url(paths.deskPersonSessions, params)
  return (
    <section>
      <h2>{t('people.sessions')}</h2>
      <DataTable caption={t('people.sessions')} rows={sessions} empty={t('people.no_sessions')} columns={[
        { label: t('people.signed_in'), names: true, cell: ({ created_at }) => t.dateTime(created_at, zone) },
        { label: t('people.by'), cell: ({ factors }) => factors.map((factor) => t(`factor.${factor}`)).join(', ') },
        { label: t('people.until'), cell: ({ expires_at }) => t.dateTime(expires_at, zone) },
        { label: t('people.change'), cell: ({ id }) => <form method="post" action={action}><input type="hidden" name="session" value={String(id)} /><button class="quiet">{t('people.end_session')}</button></form> },
      ]} />
      {sessions.length > 1 ? <form method="post" action={action}><button class="quiet">{t('people.end_sessions')}</button></form> : null}
    </section>
  )
}
