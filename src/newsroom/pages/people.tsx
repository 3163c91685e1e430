// Readers and staff, found by name, mail address or number; and what each role may do.
import { Field } from '../../base/ui/form.tsx'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { nameKey } from '../../people/name.ts'
import { permissions, roles, type Permission, type Role } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable, Filters, Paging } from '../../people/views/desk-list.tsx'
import type { Reads } from '../../base/db/db.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { peopleCalled, peopleWithAddress, personById, staffMembers, type Person } from '../reads/people.ts'

const pageLength = 50

export const show: Page<typeof paths.deskPeople, Staff<'manage_people'>, 'q' | 'after'> = async ({ db, who, speaks, query: { q = '', after } }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const sought = q.trim()
  const found = await people(db, sought, numberIn(after ?? ''))
  const shown = found.slice(0, pageLength)
  const last = shown.at(-1)
  const isMore = sought !== '' && found.length > pageLength
  return html(
    <DeskFrame {...desk} title={t('desk.people')} current={paths.deskPeople} pages={{ all: [{ path: paths.deskPeople, label: t('desk.people') }, { path: paths.deskPermissions, label: t('desk.permissions') }], current: paths.deskPeople }}>
      <Filters t={t} action={paths.deskPeople}><Field name="q" type="search" label={t('people.find')} value={sought} hint={t('people.find_hint')} /></Filters>
      <DataTable caption={sought ? t('desk.people') : t('people.staff')} rows={sought ? shown : found} empty={t('people.none')} columns={[
        { label: t('people.name'), names: true, cell: ({ id, name }) => <a href={url(paths.deskPerson, { id: String(id) })}>{name}</a> },
        { label: t('people.roles'), cell: (person) => person.roles.map((role) => t(`role.${role}`)).join(', ') || t('people.reader') },
        { label: t('people.mail'), cell: ({ mail_address }) => mail_address ?? '–' },
        { label: t('people.since'), cell: ({ created_at }) => t.date(created_at, facts.paper.time_zone) },
      ]} />
      <Paging t={t} newest={after === undefined ? undefined : withQuery(paths.deskPeople, { q: sought })} older={isMore && last ? withQuery(paths.deskPeople, { q: sought, after: last.id }) : undefined} />
    </DeskFrame>,
  )
}

/** Without anything to look for: the staff, all of them. */
async function people(db: Reads, sought: string, after: number | undefined): Promise<Person[]> {
  if (sought === '') return staffMembers(db)
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
  const all = Object.entries(permissions).map(([name, given]) => ({ name, given: new Set<Role>(given) }))
  return html(
    <DeskFrame {...desk} title={t('desk.permissions')} current={paths.deskPeople}>
      <p>{t('people.permissions_about')}</p>
      <DataTable caption={t('desk.permissions')} rows={all} empty="" columns={[
        { label: t('people.permission'), names: true, cell: ({ name }) => { const permission = names.find((one) => one === name); return permission ? t(`permission.${permission}`) : name } },
        ...roles.map((role) => ({ label: t(`role.${role}`), cell: ({ given }: { given: Set<Role> }) => (given.has(role) ? t('people.may') : '–') })),
      ]} />
    </DeskFrame>,
  )
}

const names = ['enter_desk', 'write_articles', 'publish_articles', 'pick_comments', 'moderate', 'decide_objections', 'set_moderation', 'see_moderation_figures', 'set_paper', 'set_house_style', 'manage_people', 'read_journal'] as const satisfies readonly Permission[]
