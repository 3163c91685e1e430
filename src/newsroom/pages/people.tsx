// Readers and staff, found by name, mail address or number; and what each role may do.
import { Field } from '../../base/ui/form.tsx'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { nameKey } from '../../people/name.ts'
import { permissionNames, permissions, roles, type Role } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable, Filters, Paging } from '../../people/views/desk-list.tsx'
import type { Reads } from '../../base/db/db.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { peopleCalled, peopleWithAddress, personById, staffWithFactors, type Person, type StaffMember } from '../reads/people.ts'

const pageLength = 50

export const show: Page<typeof paths.deskPeople, Staff<'manage_people'>, 'q' | 'after'> = async ({ db, who, speaks, query: { q = '', after }, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const sought = q.trim()
  return html(
    <DeskFrame {...desk} title={desk.t('desk.people')} current={paths.deskPeople} pages={{ all: [{ path: paths.deskPeople, label: desk.t('desk.people') }, { path: paths.deskPermissions, label: desk.t('desk.permissions') }], current: paths.deskPeople }}>
      <Filters t={desk.t} action={paths.deskPeople}><Field name="q" type="search" label={desk.t('people.find')} value={sought} hint={desk.t('people.find_hint')} /></Filters>
      {sought === '' ? <StaffTable members={await staffWithFactors(db, now)} desk={desk} /> : <Found people={await people(db, sought, numberIn(after ?? ''))} sought={sought} isFirst={after === undefined} desk={desk} />}
    </DeskFrame>,
  )
}

function columnsOf({ t, facts }: Desk) {
  return [
    { label: t('people.name'), names: true, cell: ({ id, name }: Person) => <a href={url(paths.deskPerson, { id: String(id) })}>{name}</a> },
    { label: t('people.roles'), cell: (person: Person) => person.roles.map((role) => t(`role.${role}`)).join(', ') || t('people.reader') },
    { label: t('people.mail'), cell: ({ mail_address }: Person) => mail_address ?? '–' },
    { label: t('people.since'), cell: ({ created_at }: Person) => t.date(created_at, facts.paper.time_zone) },
  ]
}

/** Without anything to look for: the staff, all of them, and how they prove who they are. */
function StaffTable({ members, desk }: { members: StaffMember[]; desk: Desk }) {
  const { t } = desk
  return (
    <DataTable caption={t('people.staff')} rows={members} empty={t('people.none')} columns={[
      ...columnsOf(desk),
      { label: t('people.second_factor'), cell: ({ passkeys, has_totp }) => [...(passkeys > 0 ? [t('people.factor.passkey', { n: passkeys })] : []), ...(has_totp ? [t('people.factor.totp')] : [])].join(', ') || <strong>{t('people.no_factor')}</strong> },
      { label: t('people.open_sessions'), numeric: true, cell: ({ sessions }) => t.number(sessions) },
    ]} />
  )
}

function Found({ people: found, sought, isFirst, desk }: { people: Person[]; sought: string; isFirst: boolean; desk: Desk }) {
  const { t } = desk
  const shown = found.slice(0, pageLength)
  const last = shown.at(-1)
  return (
    <>
      <DataTable caption={t('desk.people')} rows={shown} empty={t('people.none')} columns={columnsOf(desk)} />
      <Paging t={t} newest={isFirst ? undefined : withQuery(paths.deskPeople, { q: sought })} older={found.length > pageLength && last ? withQuery(paths.deskPeople, { q: sought, after: last.id }) : undefined} />
    </>
  )
}

/** Those called so, or with this mail address or number. */
async function people(db: Reads, sought: string, after: number | undefined): Promise<Person[]> {
  if (sought.includes('@')) return peopleWithAddress(db, sought)
  const number = numberIn(sought)
  const one = number === undefined ? undefined : await personById(db, number)
  const key = nameKey(sought)
  const called = key ? await peopleCalled(db, { name_key: key, after }, pageLength + 1) : []
  return one && after === undefined ? [one, ...called.filter(({ id }) => id !== one.id)] : called
}

export const table: Page<typeof paths.deskPermissions, Staff<'enter_desk'>> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const all = permissionNames.map((name) => ({ name, given: new Set<Role>(permissions[name]) }))
  return html(
    <DeskFrame {...desk} title={t('desk.permissions')} current={paths.deskPeople}>
      <p>{t('people.permissions_about')}</p>
      <DataTable caption={t('desk.permissions')} rows={all} empty="" columns={[
        { label: t('people.permission'), names: true, cell: ({ name }) => t(`permission.${name}`) },
        ...roles.map((role) => ({ label: t(`role.${role}`), cell: ({ given }: { given: Set<Role> }) => (given.has(role) ? t('people.may') : '–') })),
      ]} />
    </DeskFrame>,
  )
}
