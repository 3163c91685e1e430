import type { Errors } from '../../base/ui/form.tsx'
import { Wrong } from '../../base/ui/form.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { Openness } from '../openness.ts'
import type { Range } from '../quotation.ts'
import { Step, type Surroundings } from './discussion.tsx'
import { Preview } from './preview.tsx'
import { Quoting } from './quoting.tsx'
import { WriteForm, type Typed } from './write-form.tsx'

/** Beside the form: how the comment will look; who writes is still to be said; a link is on its way. */
export type Shows = 'preview' | 'identify' | 'sent'

interface WritePageProps extends Surroundings {
  longest: number
  waits: Openness['waits']
  /** For how long a link works. */
  minutes: number
  submission: Typed & { quotes: Range[] }
  /** Of whoever is signed in. */
  name: string | undefined
  shows?: Shows
  errors: Errors
  /** Whether the reader, the place or the hour stands against it, not what was typed. */
  isBarred: boolean
  answered: { id: number; name: string; body: string; submitted_at: Date; sentences: (Range & { text: string })[]; quote: string | undefined } | undefined
}

export function WritePage({ article, facts, t, longest, waits, minutes, submission, name, shows, errors, isBarred, answered }: WritePageProps) {
  const form = (
    <WriteForm article={article} t={t} longest={longest} waits={waits} errors={errors} typed={submission} who={name === undefined ? 'nobody' : { name }} isSecond={shows === 'sent'}
      quoting={answered ? <Quoting answered={answered} sentences={answered.sentences} chosen={submission.quotes} t={t} zone={facts.paper.time_zone} /> : null} />
  )
  return (
    <Step article={article} facts={facts} t={t} title={titleOf(shows, answered?.name, t)}>
      <Wrong errors={errors} t={t} title={isBarred ? t('write.not_taken') : undefined} />
      {shows === 'preview' ? <Preview body={submission.body} name={name ?? submission.name} to={answered?.name} quote={answered?.quote} t={t} /> : null}
      {shows === 'identify' ? <p class="lede">{t('write.identify_text')}</p> : null}
      {shows === 'sent' ? (
        <>
          <p class="state" role="status">{t('write.sent', { mail_address: submission.mail_address, minutes })}</p>
          <p class="lede">{t('write.sent_any_device')}</p>
          <details><summary>{t('write.sent_wrong')}</summary>{form}</details>
        </>
      ) : form}
    </Step>
  )
}

function titleOf(shows: Shows | undefined, answering: string | undefined, t: T): string {
  if (shows) return t(({ preview: 'write.preview_title', identify: 'write.identify', sent: 'write.sent_title' } as const)[shows])
  return answering ? t('write.title_reply', { name: answering }) : t('write.title')
}
