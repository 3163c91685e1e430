// How things stand with a front: the draft and what becomes of it, what is to be shown later, who else is at it.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { FrontState } from '../../newsroom/front.ts'
import type { FrontVersion } from '../../newsroom/reads/fronts.ts'
import { paths, url, withQuery } from '../../urls.ts'
import type { DeskFront } from '../desk-front.ts'

export interface StatusProps {
  t: T
  zone: string
  front: DeskFront
  state: FrontState
  /** What the draft was when this page was made. */
  seen: string
  /** How many slots hold something else than what readers see. */
  differing: number
  /** Typed, of a form that was refused. */
  at: string
  atError: string | undefined
  /** Somebody has published meanwhile. */
  isOvertaken: boolean
  /** To the overlay with what is followed; not for everybody, and of the paper's front only. */
  clicks: string | undefined
}

export function FrontStatus(props: StatusProps) {
  const { t, zone, front, state: { draft, shown, scheduled, others }, clicks } = props
  const key = { front: front.key }
  return (
    <section class="front-status" aria-label={t('fronts.status')}>
      {props.isOvertaken ? <Overtaken {...props} /> : null}
      <p class="small">
        {shown ? t('fronts.shown_since', { name: nameOf(shown, t), time: timeOf(shown.starts_at, t, zone) }) : t('fronts.shown_by_rule')}{' '}
        <a href={url(paths.deskFrontHistory, key)}>{t('fronts.history')}</a>{clicks ? <> <a href={clicks}>{t('fronts.clicks')}</a></> : null}
      </p>
      {draft ? <Draft {...props} draft={draft} /> : <p>{t('fronts.no_draft')}</p>}
      {scheduled.length > 0 ? <ul class="versions">{scheduled.map((version) => (
        <li>
          <p>{t('fronts.scheduled_for', { time: timeOf(version.starts_at, t, zone), name: nameOf(version, t) })}</p>
          <Ways t={t} front={front} version={version}>{draft ? null : <form method="post" action={url(paths.deskFrontUnscheduling, { ...key, version: String(version.id) })}><button class="quiet">{t('fronts.unschedule')}</button></form>}</Ways>
        </li>
      ))}</ul> : null}
      {others.length > 0 ? <ul class="versions">{others.map((version) => (
        <li>
          <p>{t('fronts.other_draft', { name: nameOf(version, t), time: timeOf(version.made_at, t, zone) })}</p>
          <Ways t={t} front={front} version={version}><form method="post" action={url(paths.deskFrontTakeover, { ...key, version: String(version.id) })}><button class="quiet">{t(draft ? 'fronts.take_over_instead' : 'fronts.take_over')}</button></form></Ways>
        </li>
      ))}</ul> : null}
    </section>
  )
}

function Ways({ t, front, version, children }: { t: T; front: DeskFront; version: FrontVersion; children: Child }) {
  const at = { front: front.key, version: String(version.id) }
  return <div class="actions small"><a href={url(paths.deskFrontVersion, at)}>{t('fronts.look')}</a><a href={withQuery(url(paths.deskFrontPreview, at), { version: version.id })}>{t('fronts.preview')}</a>{children}</div>
}

function Draft({ t, zone, front, draft, seen, differing, at, atError, isOvertaken }: StatusProps & { draft: FrontVersion }) {
  const key = { front: front.key }
  return (
    <div class="draft-ways">
      <p>{t('fronts.draft_of', { time: timeOf(draft.made_at, t, zone) })} {differing > 0 ? t('fronts.differing', { n: differing }) : t('fronts.differing_none')}</p>
      <div class="actions">
        {isOvertaken ? null : <form method="post" action={url(paths.deskFrontPublication, key)}><input type="hidden" name="seen" value={seen} /><button class="button">{t('fronts.publish')}</button></form>}
        <a class="small" href={url(paths.deskFrontPreview, key)}>{t('fronts.preview')}</a>
        <form method="post" action={url(paths.deskFrontDropping, key)}><button class="quiet">{t('fronts.drop')}</button></form>
      </div>
      {isOvertaken ? null : (
        <details open={atError !== undefined}>
          <summary>{t('fronts.schedule')}</summary>
          <form class="line-form" method="post" action={url(paths.deskFrontPublication, key)}>
            <input type="hidden" name="seen" value={seen} />
            <label for="at">{t('fronts.schedule_at')}</label>
            {atError ? <p class="error" id="at-error">{atError}</p> : null}
            <input id="at" name="at" type="datetime-local" required value={at} {...(atError ? { 'aria-invalid': 'true', 'aria-describedby': 'at-error' } : {})} />
            <button class="quiet">{t('fronts.schedule_set')}</button>
          </form>
        </details>
      )}
    </div>
  )
}

function Overtaken({ t, zone, front, state: { shown }, seen, at }: StatusProps) {
  return (
    <div class="overtaken" role="alert" tabindex={-1} autofocus>
      <h2>{t('fronts.overtaken')}</h2>
      <p>{shown ? t('fronts.overtaken_how', { name: nameOf(shown, t), time: timeOf(shown.starts_at, t, zone) }) : t('fronts.overtaken_draft')}</p>
      <form class="actions" method="post" action={url(paths.deskFrontPublication, { front: front.key })}>
        <input type="hidden" name="seen" value={seen} /><input type="hidden" name="over" value={shown?.id ?? ''} />{at ? <input type="hidden" name="at" value={at} /> : null}
        <button class="button">{t(at ? 'fronts.schedule_over' : 'fronts.publish_over')}</button>
        <a href={url(paths.deskFront, { front: front.key })}>{t('fronts.go_on')}</a>
      </form>
    </div>
  )
}

export function nameOf({ by_name }: Pick<FrontVersion, 'by_name'>, t: T): string {
  return by_name ?? t('fronts.nobody')
}
export function timeOf(time: Date | null, t: T, zone: string): string {
  return time ? t.dateTime(time, zone) : ''
}
