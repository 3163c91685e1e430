// Today at the desk, on one page.
import { few } from '../../audience/views/figure-parts.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { Desk } from '../../people/desk.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { WaitingTable } from '../../people/views/waiting-table.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import type { Today } from '../today.ts'
import { numberColumns } from './number-columns.tsx'

interface TodayViewProps {
  desk: Desk
  today: string
  shown: Today
  may: { see: boolean; moderate: boolean }
  done: string | undefined
}
type Newsroom = NonNullable<Today['newsroom']>
interface PartProps { newsroom: Newsroom; t: T }

export function TodayView({ desk, today, shown: { waiting, newsroom }, may, done }: TodayViewProps) {
  const { t, facts } = desk
  return (
    <DeskFrame {...desk} title={t('desk.start')} current={paths.desk}>
      <Done text={done === 'assignment' ? t('planning.done.finished') : undefined} />
      <p class="small">{t.longDay(today)}</p>
      <WaitingTable waiting={waiting} t={t} />
      {newsroom ? (
        <>
          <Assignments newsroom={newsroom} today={today} t={t} />
          <Planned newsroom={newsroom} today={today} t={t} />
          <Published newsroom={newsroom} may={may} zone={facts.paper.time_zone} t={t} />
          {may.see ? <PaperToday newsroom={newsroom} today={today} t={t} /> : null}
        </>
      ) : null}
    </DeskFrame>
  )
}

function Assignments({ newsroom: { assignments }, today, t }: PartProps & { today: string }) {
  return (
    <section>
      <h2>{t('today.assignments')}</h2>
      <DataTable caption={t('today.assignments')} rows={assignments} empty={t('today.no_assignments')} columns={[
        { label: t('articles.headline'), names: true, cell: ({ article_id, headline, language }) => <a href={url(paths.deskArticle, { id: String(article_id) })} lang={language}>{headline}</a> },
        { label: t('planning.task'), cell: ({ task }) => t(`planning.task.${task}`) },
        { label: t('planning.due_on'), cell: ({ due_on, planned_on }) => { const day = due_on ?? planned_on; return day === null ? '–' : <span class={day < today ? 'late' : undefined}>{t.day(day)}{day < today ? ` · ${t('today.late')}` : ''}</span> } },
        { label: t('planning.note'), cell: ({ note }) => note || '–' },
        { label: t('planning.standing'), cell: ({ id }) => (
          <form method="post" action={url(paths.deskAssignmentDone, { id: String(id) })}><input type="hidden" name="next" value="desk" /><button class="quiet">{t('planning.finish')}</button></form>
        ) },
      ]} />
    </section>
  )
}

function Planned({ newsroom: { planned }, today, t }: PartProps & { today: string }) {
  return (
    <section>
      <h2>{t('today.planned')}</h2>
      <DataTable caption={t('today.planned')} rows={planned} empty={t('today.none_planned')} columns={[
        { label: t('articles.headline'), names: true, cell: ({ id, headline, language }) => <a href={url(paths.deskArticle, { id: String(id) })} lang={language}>{headline}</a> },
        { label: t('articles.section'), cell: ({ section_name }) => section_name },
        { label: t('planning.who'), cell: ({ authors, assigned }) => [...new Set([...authors, ...assigned].map(({ name }) => name))].join(', ') || '–' },
        { label: t('planning.length'), numeric: true, cell: ({ length }) => (length === null ? '–' : t.number(length)) },
        { label: t('articles.state'), cell: ({ state, stage }) => t(state === 'held' ? 'articles.state.held' : `stage.${stage}`) },
      ]} />
      <p class="actions small"><a href={withQuery(paths.deskPlanning, { day: today })}>{t('today.to_planning')}</a> <a href={`${paths.deskPlanning}#idea`}>{t('planning.new')}</a></p>
    </section>
  )
}

function Published({ newsroom: { published, numbers }, may, zone, t }: PartProps & { may: TodayViewProps['may']; zone: string }) {
  return (
    <section>
      <h2>{t('today.published')}</h2>
      <DataTable caption={t('today.published')} rows={published} empty={t('today.none_published')} columns={[
        { label: t('articles.headline'), names: true, cell: ({ id, headline, language }) => <a href={url(paths.deskArticle, { id: String(id) })} lang={language}>{headline}</a> },
        { label: t('articles.section'), cell: ({ section_name }) => section_name },
        { label: t('article.published'), cell: ({ published_at }) => (published_at ? t.dateTime(published_at, zone) : '–') },
        ...numberColumns({ numbers, may_see: may.see, may_moderate: may.moderate, t }),
      ]} />
    </section>
  )
}

function PaperToday({ newsroom: { paper }, today, t }: PartProps & { today: string }) {
  return (
    <section>
      <h2>{t('today.paper')}</h2>
      <Facts facts={[
        [t('numbers.views'), <a href={withQuery(paths.deskAudience, { from: today, to: today })}>{t.number(paper.views)}</a>],
        [t('today.week_before'), t.number(paper.views_before)],
        [t('numbers.comments'), t.number(paper.comments)],
        [t('today.gifts'), few(t, paper.gifts)],
      ]} />
    </section>
  )
}
