import { csvLine, csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Field } from '../../base/ui/form.tsx'
import { download, html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable, Filters, Paging } from '../../people/views/desk-list.tsx'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { told, type Named } from '../deed.ts'
import { everyDeed, soughtBy, type journalFields, type JournalForm } from '../journal.ts'
import { deeds, type Sought } from '../reads/journal.ts'

const pageLength = 50
type Asked = (typeof journalFields)[number] | 'before'

export const show: Page<typeof paths.deskJournal, Staff<'read_journal'>, Asked> = async ({ db, who, speaks, query }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const { before, ...form } = query
  const found = await deeds(db, await soughtBy(db, form, t), { before: numberIn(before ?? ''), limit: pageLength + 1 })
  const shown = await told(db, found.slice(0, pageLength), desk)
  const last = shown.at(-1)
  return html(
    <DeskFrame {...desk} title={t('desk.journal')} current={paths.deskJournal}>
      <JournalFilters form={form} t={t} />
      <DataTable caption={t('desk.journal')} rows={shown} empty={t('journal.none')} columns={[
        { label: t('journal.when'), cell: ({ happened_at }) => <time datetime={happened_at.toISOString()}>{t.dateTime(happened_at, facts.paper.time_zone)}</time> },
        { label: t('journal.who'), cell: ({ actor }) => <Name named={actor} /> },
        { label: t('journal.what'), names: true, cell: ({ what }) => what },
        { label: t('journal.subject'), cell: ({ subject, subject_id }) => <span><Name named={subject} /> · <a href={withQuery(paths.deskJournal, { subject: subject_id })}>{t('journal.all_of_it')}</a></span> },
      ]} />
      <Paging t={t}
        newest={before === undefined ? undefined : withQuery(paths.deskJournal, form)}
        older={found.length > pageLength && last ? withQuery(paths.deskJournal, { ...form, before: last.id }) : undefined} />
      {shown.length > 0 ? <p class="small"><a href={withQuery(paths.deskJournalCsv, form)}>{t('journal.csv')}</a></p> : null}
    </DeskFrame>,
  )
}

function JournalFilters({ form: { who = '', subject = '', words = '', from = '', to = '' }, t }: { form: JournalForm; t: T }) {
  return (
    <Filters t={t} action={paths.deskJournal}>
      <Field name="who" label={t('journal.who')} value={who} />
      <Field name="words" label={t('journal.what')} value={words} />
      <Field name="subject" label={t('journal.subject')} value={subject} hint={t('journal.subject_hint')} />
      <Field name="from" label={t('journal.from')} type="date" value={from} />
      <Field name="to" label={t('journal.to')} type="date" value={to} />
    </Filters>
  )
}

function Name({ named: { text, path } }: { named: Named }) {
  return path ? <a href={path}>{text}</a> : <>{text}</>
}

export const csv: Page<typeof paths.deskJournalCsv, Staff<'read_journal'>, (typeof journalFields)[number]> = async ({ db, who, speaks, query }) => {
  const desk = await deskOf(db, { who, speaks })
  return download(csvTable(lines(db, await soughtBy(db, query, desk.t), desk)), { name: 'journal.csv', contentType: 'text/csv; charset=utf-8' })
}

async function* lines(db: Reads, sought: Sought, desk: Desk): AsyncIterable<string> {
  yield csvLine(['happened_at', 'actor', 'actor_name', 'what', 'said', 'subject', 'subject_name'])
  for await (const some of everyDeed(db, sought)) {
    const all = await told(db, some, desk)
    yield all.map((deed, n) => csvLine([deed.happened_at, some[n]?.actor ?? '', nameOf(deed.actor, some[n]?.actor), some[n]?.what ?? '', deed.what, deed.subject_id, nameOf(deed.subject, deed.subject_id)])).join('')
  }
}

function nameOf({ text }: Named, id: string | undefined): string {
  return text === id ? '' : text
}
