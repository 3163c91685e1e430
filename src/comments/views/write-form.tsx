// The form for a comment. On printed pages it is the same for everyone; the server knows by the session who writes.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Check, Field, type Errors } from '../../base/ui/form.tsx'
import type { Openness } from '../openness.ts'
import { commentsUrl, paths, url, type Addressed } from '../../urls.ts'
import { usually } from './waits-note.tsx'

/** What was typed, as the form sends it. */
export interface Typed { body: string; name: string; mail_address: string; follows: boolean; corrects: boolean; parent_id: number | null }
export const nothingTyped: Typed = { body: '', name: '', mail_address: '', follows: false, corrects: false, parent_id: null }

interface WriteFormProps {
  article: Addressed
  t: T
  longest: number
  /** That new comments wait, and for how long, is said before one writes. */
  waits?: Openness['waits']
  typed?: Typed
  errors?: Errors
  /** Who writes, where that is known. `unknown`: on a page that is the same for all; `nobody`: who is not signed in, and is to say who they are. */
  who?: 'unknown' | 'nobody' | { name: string }
  /** Stands before the text: the comment that is answered. */
  quoting?: Child
  /** Its button is not the one of the view. */
  isSecond?: boolean
}

export function WriteForm({ article, t, longest, waits = null, typed = nothingTyped, errors = {}, who = 'unknown', quoting = null, isSecond = false }: WriteFormProps) {
  return (
    <form class="form write" id="write" method="post" action={commentsUrl(article)} data-texts={JSON.stringify(textsOf(t))}>
      {typed.parent_id === null ? null : <input type="hidden" name="parent_id" value={String(typed.parent_id)} />}
      {quoting}
      <Area name="body" label={t(typed.parent_id !== null ? 'write.reply' : 'write.comment')} value={typed.body} error={errors.body} rows={5} required />
      {who === 'nobody' ? <WhoWrites typed={typed} errors={errors} t={t} /> : null}
      {who === 'unknown' ? <details><summary>{t('write.not_signed_in')}</summary><WhoWrites typed={typed} errors={errors} t={t} /></details> : null}
      <Check name="follows" label={t('write.follows')} checked={typed.follows} />
      <Check name="corrects" label={t('write.corrects')} checked={typed.corrects} />
      <div class="send">
        <Rules t={t} longest={longest} waits={waits} />
        <div class="actions">
          <button class={isSecond ? 'quiet' : 'button'} name="action" value="post">{t(typed.parent_id !== null ? 'write.post_reply' : 'write.post')}</button>
          <button class="quiet" name="action" value="preview">{t('write.preview')}</button>
        </div>
      </div>
    </form>
  )
}

// For the script; see client/write.ts.
function textsOf(t: T) {
  return {
    counter: t('write.counter', { n: '{n}' }), kept: t('write.kept'), lost: t('write.lost'), as: t('write.as', { name: '{name}' }),
    quoted: t('write.quoted'), unquote: t('write.unquote'), close: t('write.close'),
  }
}

function WhoWrites({ typed, errors, t }: { typed: Typed; errors: Errors; t: T }) {
  return (
    <div class="who">
      <p class="hint">{t('write.who')}</p>
      <Field name="mail_address" type="email" autocomplete="email" label={t('write.mail_address')} value={typed.mail_address} error={errors.mail_address} />
      <Field name="name" autocomplete="nickname" label={t('write.name')} value={typed.name} error={errors.name} hint={t('write.name_hint')} />
    </div>
  )
}

function Rules({ t, longest, waits }: { t: T; longest: number; waits: Openness['waits'] }) {
  return (
    <p class="rules" data-longest={longest}>
      {t('write.longest', { n: longest })} <a href={url(paths.section, { slug: 'netiquette' })}>{t('write.netiquette')}</a>
      {waits ? ` ${t('write.waits')} ${waits.minutes === null ? '' : usually(waits.minutes, t)}`.trimEnd() : null}
    </p>
  )
}
