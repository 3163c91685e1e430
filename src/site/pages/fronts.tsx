// The desk's list of fronts: the paper's, those of sections, those of topics that somebody has laid out.
import { topicIdsCalled } from '../../articles/reads/search.ts'
import { Field } from '../../base/ui/form.tsx'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { frontKey } from '../../newsroom/front.ts'
import { frontsLaidOut, type FrontRow } from '../../newsroom/reads/fronts.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { paths, url } from '../../urls.ts'

interface Line { key: string; name: string; kind: 'paper' | 'section' | 'topic'; row: FrontRow | undefined }

export const show: Page<typeof paths.deskFronts, Staff<'place_articles'>, 'topic'> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper, sections } } = desk
  const asked = (query.topic ?? '').trim()
  const [topic_id] = asked ? await topicIdsCalled(db, asked) : []
  if (topic_id !== undefined) return seeOther(url(paths.deskFront, { front: frontKey({ section_id: null, topic_id }) }))
  const rows = await frontsLaidOut(db, now)
  const lines: Line[] = [
    { key: 'paper', name: paper.name, kind: 'paper', row: rows.find(({ section_id, topic_id: topic }) => section_id === null && topic === null) },
    ...sections.map(({ id, name }): Line => ({ key: `s${id}`, name, kind: 'section', row: rows.find(({ section_id }) => section_id === id) })),
    ...rows.flatMap((row): Line[] => (row.topic_id === null ? [] : [{ key: frontKey(row), name: row.topic_name ?? '', kind: 'topic', row }])),
  ]
  const zone = paper.time_zone
  return html(
    <DeskFrame {...desk} title={t('desk.fronts')} current={paths.deskFronts}>
      <p>{t('fronts.lead')}</p>
      <DataTable caption={t('desk.fronts')} rows={lines} empty="" columns={[
        { label: t('fronts.front'), names: true, cell: ({ key, name }) => <a href={url(paths.deskFront, { front: key })}>{name}</a> },
        { label: t('fronts.kind'), cell: ({ kind }) => t(`fronts.kind.${kind}`) },
        { label: t('fronts.slots_placed'), numeric: true, cell: ({ row }) => t.number(row?.placed ?? 0) },
        { label: t('fronts.since'), cell: ({ row }) => (row?.starts_at ? `${t.dateTime(row.starts_at, zone)}, ${row.by_name ?? t('fronts.nobody')}` : t('fronts.by_rule')) },
        { label: t('fronts.next'), cell: ({ row }) => (row?.next_at ? t.dateTime(row.next_at, zone) : '–') },
        { label: t('fronts.drafts'), numeric: true, cell: ({ row }) => (row?.drafts ? t.number(row.drafts) : '–') },
      ]} />
      <form class="filters front-topic" method="get" action={paths.deskFronts}>
        <Field name="topic" label={t('fronts.of_topic')} hint={t('fronts.of_topic_hint')} value={asked} error={asked ? t('fronts.wrong.topic') : undefined} />
        <button class="quiet">{t('fronts.open')}</button>
      </form>
    </DeskFrame>)
}
