// What is said of a decision, and what is objected to it.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Wrong } from '../../base/ui/form.tsx'
import type { NoObjection } from '../objection.ts'
import type { ObjectionFacts } from '../reads/cases.ts'
import type { Part } from '../statement.ts'
import { Said } from './said.tsx'

/** The parts of a statement of reasons. */
export function Parts({ parts, lang }: { parts: Part[]; lang?: string | undefined }) {
  return (
    <div class="statement">
      {parts.map(({ title, sentences, quote }) => (
        <section>
          <h2>{title}</h2>
          {quote === undefined ? null : <blockquote lang={lang}><Said text={quote} /></blockquote>}
          {sentences.length > 0 ? <p>{sentences.map((sentence, n) => (n === 0 ? sentence : ` ${sentence}`))}</p> : null}
        </section>
      ))}
    </div>
  )
}

interface ObjectionProps {
  t: T
  zone: string
  /** Where the form leads. */
  action: string
  objection: ObjectionFacts | undefined
  /** Why there is no form. */
  refused: NoObjection | null
  typed?: string
  error?: string | undefined
  longest: number
}

/** The objection and what came of it, or the form for one, or why there is none. */
export function Objection({ t, zone, action, objection, refused, typed = '', error, longest }: ObjectionProps) {
  return (
    <section class="objection" aria-labelledby="objection">
      <h2 id="objection">{t('case.objection.title')}</h2>
      {objection ? <Heard objection={objection} t={t} zone={zone} /> : refused ? <p>{t(`case.objection.${refused}`)}</p> : (
        <form class="form" method="post" action={action}>
          <Wrong errors={error ? { text: error } : {}} t={t} />
          <Area name="text" label={t('case.objection.text')} hint={t('case.objection.hint')} value={typed} error={error} rows={7} required maxlength={longest} />
          <div class="actions"><button class="button">{t('case.objection.send')}</button></div>
        </form>
      )}
    </section>
  )
}

function Heard({ objection: { text, objected_at, decided_at, outcome, answer, by_same_person }, t, zone }: { objection: ObjectionFacts; t: T; zone: string }) {
  return (
    <>
      <p>{t('case.objection.made', { time: t.dateTime(objected_at, zone) })}</p>
      <blockquote><Said text={text} /></blockquote>
      {outcome && decided_at ? (
        <>
          <p><strong>{t(`case.objection.${outcome}`)}</strong> {t('case.objection.decided', { time: t.dateTime(decided_at, zone) })} {t(by_same_person ? 'case.objection.same_person' : 'case.objection.other_person')}</p>
          <blockquote><Said text={answer ?? ''} /></blockquote>
        </>
      ) : <p>{t('case.objection.waits')}</p>}
    </>
  )
}

/** A line that says something is so, at the top of what it changes. */
export function Standing({ children }: { children: Child }) {
  return <p class="standing" role="status">{children}</p>
}
