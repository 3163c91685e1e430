// Where an article stands on its way, and where it can be moved from here. Works without scripts, and on a phone.
import type { FullArticle } from '../../articles/reads/articles.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Area } from '../../base/ui/form.tsx'
import { paths, url } from '../../urls.ts'
import type { Schedule } from '../reads/schedules.ts'
import type { StageDesk } from '../stage-desk.ts'
import type { Given } from './article-view.tsx'

interface StageBarProps { article: FullArticle; stage: StageDesk; given: Given; t: T; zone: string }

export function StageBar({ article, stage, given, t, zone }: StageBarProps) {
  const params = { id: String(article.id) }
  return (
    <section class="stage-bar" id="stage" aria-label={t('stage.title')}>
      <ol class="way">
        {stage.way.map(({ stage: one, isNow, isPassed }) => <li class={isNow ? 'now' : isPassed ? 'passed' : undefined} aria-current={isNow ? 'step' : undefined}>{t(`stage.${one}`)}{!isNow && isPassed ? <span class="unseen"> {t('stage.passed')}</span> : null}</li>)}
      </ol>
      <Hold article={article} stage={stage} t={t} zone={zone} />
      {stage.toCome.map((schedule) => <ToCome schedule={schedule} params={params} may={stage.may_schedule || article.state === 'held'} t={t} zone={zone} />)}
      {stage.ended.map((schedule) => <Ended schedule={schedule} t={t} zone={zone} />)}
      {stage.next.length > 0 ? (
        <form class="form move" method="post" action={url(paths.deskArticleStage, params)}>
          <input type="hidden" name="stage_seen" value={article.stage} />
          <Area name="note" id="move-note" label={t('stage.note')} value={given.note ?? ''} rows={2} maxlength={5000} hint={t('stage.note_hint')} />
          <div class="actions">
            {[...stage.next.filter(({ isBack }) => !isBack), ...stage.next.filter(({ isBack }) => isBack)].map(({ to, isBack }) => (
              <button class={isBack ? 'quiet' : 'button'} name="to" value={to}>{stage.sends && !isBack && to !== 'draft' ? t('stage.send') : t(isBack ? 'stage.back' : 'stage.on', { stage: t(`stage.${to}`) })}</button>
            ))}
          </div>
        </form>
      ) : null}
      <Way stage={stage} t={t} zone={zone} />
      <Watch stage={stage} params={params} t={t} />
    </section>
  )
}

function Hold({ article: { id, state, legal_hold_at, legal_hold_note, embargo_until }, stage, t, zone }: Omit<StageBarProps, 'given'>) {
  const params = { id: String(id) }
  return (
    <>
      {legal_hold_at ? (
        <div class="held">
          <p><strong>{t('hold.legal_since', { time: t.dateTime(legal_hold_at, zone) })}</strong> {stage.held_by === null ? null : t('hold.by', { name: stage.held_by })}</p>
          <p>{legal_hold_note}</p>
          <p class="small">{t(state === 'held' ? 'hold.was_public' : 'hold.not_public')}</p>
          {stage.may_hold ? (
            <form class="form" method="post" action={url(paths.deskArticleHoldLifting, params)}>
              <Area name="lifting_note" label={t('hold.lifting_note')} rows={2} maxlength={5000} />
              <div class="actions"><button class="quiet">{t('hold.lift')}</button></div>
            </form>
          ) : null}
        </div>
      ) : null}
      {embargo_until ? <p class={stage.hold ? 'held' : 'small'}><strong>{t(stage.hold === 'embargo' || legal_hold_at ? 'embargo.until' : 'embargo.was_until', { time: t.dateTime(embargo_until, zone) })}</strong>{stage.hold === 'embargo' ? <> {t(state === 'held' ? 'embargo.comes_back' : 'embargo.how_now')}</> : null}</p> : null}
    </>
  )
}

function ToCome({ schedule: { kind, fires_at, reason, by_name, since }, params, may, t, zone }: { schedule: StageDesk['toCome'][number]; params: { id: string }; may: boolean; t: T; zone: string }) {
  return (
    <form class="to-come" method="post" action={url(paths.deskArticleScheduleEnd, params)}>
      <div>
        <p><strong>{t(`schedule.will.${kind}`, { time: t.dateTime(fires_at, zone) })}</strong> {by_name === null ? null : t('schedule.by', { name: by_name })}</p>
        {kind !== 'withdraw' && reason !== '' ? <p>{t('schedule.against_style', { reason })}</p> : null}
        {since ? <p><strong>{since.by !== null && since.at ? t('schedule.changed_by', { name: since.by, time: t.dateTime(since.at, zone) }) : t('schedule.changed')}</strong> {t('schedule.changed_how')}{since.difference === null ? null : <> <a href={since.difference}>{t('schedule.difference')}</a></>}</p> : null}
      </div>
      {may ? <><input type="hidden" name="kind" value={kind} /><button class="quiet">{t('schedule.call_off')}</button></> : null}
    </form>
  )
}

/** Done so many seconds late, a schedule says so: the program was down. */
const lateSeconds = 30

function Ended({ schedule: { kind, fires_at, ended_at, outcome, why }, t, zone }: { schedule: Schedule; t: T; zone: string }) {
  if (!ended_at) return null
  const late = Math.round((ended_at.getTime() - fires_at.getTime()) / 60_000)
  const time = t.dateTime(fires_at, zone)
  const said = [
    ended_at.getTime() - fires_at.getTime() < lateSeconds * 1_000 ? '' : t(`schedule.late.${kind}`, { time, minutes: Math.max(1, late) }),
    why === 'style' ? t('schedule.done_against_style', { time }) : '',
  ].filter(Boolean)
  if (outcome === 'done') return said.length === 0 ? null : <p class="small">{said.join(' ')}</p>
  return <p class="held">{t(`schedule.missed.${kind}`, { time })} {t(`schedule.why.${whyOf(why)}`)}</p>
}

const whys = ['legal_hold', 'embargo', 'steps', 'style', 'state', 'faults', 'error'] as const
function whyOf(why: string | null) {
  return whys.find((one) => one === why) ?? 'error'
}

function Way({ stage: { moves }, t, zone }: { stage: StageDesk; t: T; zone: string }) {
  if (moves.length === 0) return null
  return (
    <details class="moves">
      <summary>{t('stage.moves', { n: moves.length })}</summary>
      <ol>
        {moves.map(({ kind, from_stage, to_stage, moved_at, mover, note }) => (
          <li>
            <p><strong>{kind === 'moved' ? t('move.moved', { from: t(`stage.${from_stage}`), to: t(`stage.${to_stage}`) }) : t(`move.${kind}`)}</strong> {[mover, t.dateTime(moved_at, zone)].filter(Boolean).join(', ')}</p>
            {note ? <p class="said">{note}</p> : null}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Watch({ stage: { watch }, params, t }: { stage: StageDesk; params: { id: string }; t: T }) {
  const ways = [{ how: 'desk', isNow: watch !== undefined && !watch.by_mail }, { how: 'mail', isNow: watch?.by_mail === true }, { how: 'none', isNow: watch === undefined }] as const
  return (
    <form class="watch small" method="post" action={url(paths.deskArticleWatch, params)}>
      <span>{t(watch === undefined ? 'watch.not' : watch.by_mail ? 'watch.by_mail' : 'watch.in_desk')}</span>
      {ways.filter(({ isNow }) => !isNow).map(({ how }) => <button class="quiet" name="how" value={how}>{t(`watch.how.${how}`)}</button>)}
    </form>
  )
}

