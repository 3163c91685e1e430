// Making an article public, now or at a time, and keeping it back.
import type { Child } from 'hono/jsx'
import type { FullArticle } from '../../articles/reads/articles.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Field, type Errors } from '../../base/ui/form.tsx'
import { paths, url } from '../../urls.ts'
import type { PublishRefusal } from '../publishing.ts'
import type { StageDesk } from '../stage-desk.ts'
import type { Given } from './article-view.tsx'

interface PublishingBoxProps { article: FullArticle; stage: StageDesk; given: Given; errors: Errors; t: T; zone: string }

export function PublishingBox(props: PublishingBoxProps) {
  const { stage, t } = props
  if (!stage.may_publish && !stage.may_schedule && !stage.may_embargo && !stage.may_hold) return null
  return (
    <section class="publishing" id="publication">
      <h2>{t('articles.publication')}</h2>
      {stage.may_publish ? <Publish {...props} /> : null}
      {stage.may_schedule ? <Schedules {...props} /> : null}
      {stage.may_embargo ? <Embargo {...props} /> : null}
      {stage.may_hold && !props.article.legal_hold_at ? <Hold {...props} /> : null}
    </section>
  )
}

function Publish({ article: { id, state }, stage, given, errors, t, zone }: PublishingBoxProps) {
  return (
    <form class="form" method="post" action={url(paths.deskArticlePublication, { id: String(id) })}>
      <p>{t(state === 'withdrawn' ? 'articles.publish_again_how' : 'articles.publish_how')}</p>
      {stage.against ? <p class="held">{against(stage.against, { t, zone })}</p> : null}
      {errors.anyway ? <Area name="anyway" label={t('publishing.anyway')} value={given.anyway ?? ''} rows={2} hint={t('publishing.anyway_hint')} error={errors.anyway} /> : null}
      <div class="actions"><button class="button" disabled={stage.against !== null}>{t(state === 'withdrawn' ? 'articles.publish_again' : 'articles.publish')}</button></div>
    </form>
  )
}

/** Why an article cannot be made public now. */
export function against(obstacle: PublishRefusal, { t, zone }: { t: T; zone: string }): string {
  if (obstacle.why === 'steps') return t('publishing.against.steps', { steps: t.list(obstacle.steps.map((step) => t(`stage.${step}`))) })
  if (obstacle.why === 'embargo') return t('publishing.against.embargo', { time: obstacle.until ? t.dateTime(obstacle.until, zone) : '' })
  return t(`publishing.against.${obstacle.why}`)
}

function Folded({ title, isOpen, children }: { title: string; isOpen: boolean; children: Child }) {
  return <details open={isOpen}><summary>{title}</summary>{children}</details>
}

function Schedules({ article: { id, state }, given, errors, t, zone }: PublishingBoxProps) {
  const kinds = state === 'published' ? (['update', 'withdraw'] as const) : (['publish'] as const)
  return (
    <Folded title={t(state === 'published' ? 'schedule.title_public' : 'schedule.title')} isOpen={(['at', 'schedule_reason', 'schedule_anyway'] as const).some((name) => errors[name] !== undefined)}>
      <form class="form" method="post" action={url(paths.deskArticleSchedule, { id: String(id) })}>
        <Field name="at" type="datetime-local" label={t('schedule.at')} value={given.at ?? ''} error={errors.at} hint={t('schedule.at_hint', { zone })} required />
        {kinds.length > 1 ? <Area name="schedule_reason" label={t('schedule.reason')} value={given.schedule_reason ?? ''} error={errors.schedule_reason} rows={2} hint={t('articles.withdraw_how')} /> : null}
        {errors.schedule_anyway ? <Area name="schedule_anyway" label={t('publishing.anyway')} value={given.schedule_anyway ?? ''} rows={2} hint={t('publishing.anyway_hint')} error={errors.schedule_anyway} /> : null}
        <div class="actions">{kinds.map((kind) => <button class="quiet" name="kind" value={kind}>{t(`schedule.do.${kind}`)}</button>)}</div>
      </form>
    </Folded>
  )
}

function Embargo({ article: { id, state, embargo_until }, given, errors, t, zone }: PublishingBoxProps) {
  return (
    <Folded title={t('embargo.title')} isOpen={errors.until !== undefined}>
      <form class="form" method="post" action={url(paths.deskArticleEmbargo, { id: String(id) })}>
        <Field name="until" type="datetime-local" label={t('embargo.until_label')} value={given.until ?? ''} error={errors.until} hint={t(state === 'published' ? 'embargo.hint_public' : 'embargo.hint', { zone })} required />
        <div class="actions">
          <button class="quiet">{t('embargo.set')}</button>
          {embargo_until ? <button class="quiet" name="lift" value="on" formnovalidate>{t('embargo.lift')}</button> : null}
        </div>
      </form>
    </Folded>
  )
}

function Hold({ article: { id, state }, given, errors, t }: PublishingBoxProps) {
  return (
    <Folded title={t('hold.title')} isOpen={errors.hold_note !== undefined}>
      <form class="form" method="post" action={url(paths.deskArticleHold, { id: String(id) })}>
        <p>{t(state === 'published' ? 'hold.how_public' : 'hold.how')}</p>
        <Area name="hold_note" label={t('hold.note')} value={given.hold_note ?? ''} error={errors.hold_note} rows={2} maxlength={5000} hint={t('hold.note_hint')} required />
        <div class="actions"><button class="quiet">{t('hold.place')}</button></div>
      </form>
    </Folded>
  )
}
