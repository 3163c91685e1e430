// A week of what is planned, and the form a piece begins with.
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import type { Desk } from '../../people/desk.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Filters } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import type { PlannedWeek } from '../planning-week.ts'
import type { Piece } from '../reads/planning.ts'
import { articleWays } from './article-ways.ts'

export interface TypedIdea { headline: string; section: string; planned_on: string; brief: string; length: string }

interface PlanningViewProps {
  desk: Desk
  week: PlannedWeek
  today: string
  asked: { section: string | undefined; who: number | undefined }
  staff: { id: number; name: string }[]
  /** May say when pieces are to stand in the paper. */
  may_plan: boolean
  done: string | undefined
  typed: TypedIdea
  errors: Errors
}

export function PlanningView({ desk, week, today, asked, staff, may_plan, done, typed, errors }: PlanningViewProps) {
  const { t, facts } = desk
  const way = (day: string) => withQuery(paths.deskPlanning, { day, section: asked.section ?? '', who: asked.who ?? '' })
  return (
    <DeskFrame {...desk} title={t('planning.title')} current={paths.deskArticles} pages={{ all: articleWays(t), current: paths.deskPlanning }}>
      <Done text={done === 'moved' ? t('planning.done.moved') : undefined} />
      <Wrong errors={errors} t={t} />
      <nav class="week-ways" aria-label={t('planning.weeks')}>
        <a rel="prev" href={way(week.before)}>{t('planning.week_before')}</a>
        <h2>{t('planning.week', { from: t.day(week.monday), to: t.day(week.days.at(-1)?.day ?? week.monday) })}</h2>
        {week.days.some(({ day }) => day === today) ? null : <a href={way(today)}>{t('planning.this_week')}</a>}
        <a rel="next" href={way(week.after)}>{t('planning.week_after')}</a>
      </nav>
      <Filters t={t} action={paths.deskPlanning}>
        <input type="hidden" name="day" value={week.monday} />
        <Select id="of_section" name="section" label={t('articles.section')} value={asked.section ?? ''} options={[{ value: '', label: t('planning.all_sections') }, ...facts.sections.map(({ slug, name }) => ({ value: slug, label: name }))]} />
        <Select name="who" label={t('planning.who')} value={String(asked.who ?? '')} options={[{ value: '', label: t('planning.everybody') }, ...staff.map(({ id, name }) => ({ value: String(id), label: name }))]} />
      </Filters>
      <div class="week">
        {week.days.map(({ day, pieces }) => (
          <section class={day === today ? 'day today' : 'day'} aria-labelledby={`day-${day}`}>
            <h3 id={`day-${day}`}>{t.weekday(day)} <time datetime={day}>{t.shortDay(day)}</time>{day === today ? <span class="count"> {t('planning.today')}</span> : null}</h3>
            {pieces.length === 0 ? <p class="nothing">{t('planning.nothing')}</p> : <ul>{pieces.map((piece) => <PieceOf piece={piece} may_plan={may_plan} t={t} />)}</ul>}
          </section>
        ))}
      </div>
      <section>
        <h2>{t('planning.undated')}</h2>
        {week.undated.length === 0 ? <p class="nothing">{t('planning.none_undated')}</p> : <ul class="undated">{week.undated.map((piece) => <PieceOf piece={piece} may_plan={may_plan} t={t} />)}</ul>}
      </section>
      <IdeaForm typed={typed} errors={errors} sections={facts.sections} t={t} />
    </DeskFrame>
  )
}

function PieceOf({ piece, may_plan, t }: { piece: Piece; may_plan: boolean; t: T }) {
  const { id, headline, kicker, language, section_name, state, stage, length, brief, authors, assigned, planned_on } = piece
  const facts = [section_name, t(state === 'held' ? 'articles.state.held' : `stage.${stage}`), ...(length === null ? [] : [t('planning.characters', { n: length })])]
  const open = assigned.filter(({ is_done }) => !is_done)
  return (
    <li class="piece">
      <a class="headline" href={url(paths.deskArticle, { id: String(id) })} lang={language}>{kicker ? `${kicker}: ` : ''}{headline}</a>
      <p class="small">{facts.join(' · ')}</p>
      {authors.length > 0 ? <p class="small">{authors.map(({ name }) => name).join(', ')}</p> : null}
      {open.length > 0 ? <p class="small">{open.map(({ task, name }) => `${t(`planning.task.${task}`)}: ${name}`).join(' · ')}</p> : null}
      {brief ? <p class="small brief">{brief}</p> : null}
      {may_plan && state === 'draft' ? (
        <details class="small">
          <summary>{t('planning.move')}</summary>
          <form class="line-form" method="post" action={url(paths.deskArticlePlan, { id: String(id) })}>
            <input type="hidden" name="next" value="planning" />
            <input type="hidden" name="brief" value={brief} />
            <input type="hidden" name="length" value={length ?? ''} />
            <label for={`planned_on-${id}`}>{t('planning.planned_on')}</label>
            <input id={`planned_on-${id}`} type="date" name="planned_on" value={planned_on ?? ''} />
            <button class="quiet">{t('planning.move_there')}</button>
          </form>
        </details>
      ) : null}
    </li>
  )
}

function IdeaForm({ typed, errors, sections, t }: { typed: TypedIdea; errors: Errors; sections: { slug: string; name: string }[]; t: T }) {
  return (
    <section id="idea">
      <h2>{t('planning.new')}</h2>
      <form class="form" method="post" action={paths.deskPlanning}>
        <Field name="headline" label={t('planning.working_title')} value={typed.headline} error={errors.headline} required maxlength={500} />
        <Area name="brief" label={t('planning.brief')} hint={t('planning.brief_hint')} value={typed.brief} rows={3} />
        <div class="pair">
          <Select name="section" label={t('articles.section')} value={typed.section} error={errors.section} options={sections.map(({ slug, name }) => ({ value: slug, label: name }))} />
          <Field name="planned_on" type="date" label={t('planning.planned_on')} hint={t('planning.planned_on_hint')} value={typed.planned_on} error={errors.planned_on} />
        </div>
        <Field name="length" label={t('planning.length')} hint={t('planning.length_hint')} inputmode="numeric" value={typed.length} error={errors.length} />
        <div class="actions"><button class="button">{t('planning.begin')}</button></div>
      </form>
    </section>
  )
}
