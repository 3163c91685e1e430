// Notes to passages and suggestions below the plain form. Where the editor stands, it shows them beside the text itself.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { Beside, ListedNote } from '../beside-text.ts'

interface BesideProps { id: string; beside: Beside; t: T; zone: string }

export function BesideText({ id, beside: { notes, suggestions }, t, zone }: BesideProps) {
  const params = { id }
  return (
    <>
      {notes.length === 0 ? null : (
        <section class="beside" id="notes">
          <h2>{t('editor.notes')}</h2>
          {notes.map((note) => <OneNote action={url(paths.deskArticleNotes, params)} note={note} t={t} zone={zone} />)}
        </section>
      )}
      {suggestions.length === 0 ? null : (
        <section class="beside" id="suggestions">
          <h2>{t('editor.suggestions')}</h2>
          {suggestions.map(({ id: suggestion, name, at, insertion, deletion }) => (
            <article>
              <p>{deletion ? <del>{deletion}</del> : null} {insertion ? <ins>{insertion}</ins> : null}</p>
              <p class="small">{name}, {moment(at, { t, zone })}</p>
              <Settle action={url(paths.deskArticleSuggestions, params)} name="suggestion" value={suggestion} t={t} />
            </article>
          ))}
          {suggestions.length > 1 ? people(suggestions).map(([by, name]) => <Settle action={url(paths.deskArticleSuggestions, params)} label={t('editor.suggestions.of', { name })} name="by" value={String(by)} t={t} />) : null}
          {suggestions.length > 1 ? <Settle action={url(paths.deskArticleSuggestions, params)} label={t('editor.suggestions.all', { n: suggestions.length })} name="all" value="on" t={t} /> : null}
        </section>
      )}
    </>
  )
}

function people(suggestions: Beside['suggestions']): [number, string][] {
  return [...new Map(suggestions.map(({ by, name }) => [by, name]))]
}

function moment(at: string, { t, zone }: { t: T; zone: string }): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? '' : t.dateTime(time, zone)
}

function OneNote({ action, note: { id, quote, name, at, text, answers, settled, isOrphan }, t, zone }: { action: string; note: ListedNote; t: T; zone: string }) {
  const field = `answer-${id}`
  return (
    <article class={settled ? 'settled' : undefined}>
      <p class="small">{isOrphan ? `${t('editor.notes.orphan')} ` : null}<q>{quote}</q></p>
      {[{ id, name, at, text }, ...answers].map((said) => <p><strong>{said.name}</strong> <small>{moment(said.at, { t, zone })}</small><br />{said.text}</p>)}
      {settled ? <p class="small">{t('editor.notes.settled_by', { name: settled.name, at: moment(settled.at, { t, zone }) })}</p> : null}
      <form method="post" action={action}>
        <input type="hidden" name="note" value={id} />
        {settled ? null : <div class="field"><label for={field}>{t('editor.notes.answer_to', { name })}</label><textarea id={field} name="text" rows={2} maxlength={5_000} /></div>}
        <p class="actions">
          {settled ? null : <button class="quiet" name="do" value="answer">{t('editor.notes.answer')}</button>}
          <button class="quiet" name="do" value={settled ? 'reopen' : 'settle'}>{t(settled ? 'editor.notes.reopen' : 'editor.notes.settle')}</button>
        </p>
      </form>
    </article>
  )
}

interface SettleProps { action: string; name: string; value: string; t: T; label?: string }

function Settle({ action, name, value, label, t }: SettleProps) {
  return (
    <form method="post" action={action} class="actions">
      <input type="hidden" name={name} value={value} />
      {label ? <span class="small">{label}</span> : null}
      <button class="quiet" name="do" value="accept">{t('editor.suggestions.accept')}</button>
      <button class="quiet" name="do" value="refuse">{t('editor.suggestions.refuse')}</button>
    </form>
  )
}
