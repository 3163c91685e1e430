// Above the form for an answer: the comment that is answered, and its sentences to choose from.
import type { T } from '../../base/i18n/i18n.ts'
import type { Range } from '../quotation.ts'
import { Said } from './said.tsx'

interface QuotingProps {
  answered: { id: number; name: string; body: string; submitted_at: Date }
  sentences: (Range & { text: string })[]
  /** What was chosen already. */
  chosen?: Range[]
  t: T
  zone: string
}

export function Quoting({ answered: { id, name, body, submitted_at }, sentences, chosen = [], t, zone }: QuotingProps) {
  return (
    <div class="answering" data-answers={id}>
      <article class="comment">
        <header><h2>{name}</h2><time datetime={submitted_at.toISOString()}>{t.dateTime(submitted_at, zone)}</time></header>
        <Said text={body} />
      </article>
      <details class="quoting" open={chosen.length > 0}>
        <summary>{t('write.quote')}</summary>
        <fieldset class="choice">
          <legend>{t('write.quote_hint')}</legend>
          {sentences.map(({ quote_from, quote_to, text }) => (
            <label><input type="checkbox" name="quote" value={`${quote_from}-${quote_to}`} checked={isChosen({ quote_from, quote_to }, chosen)} /> <span>{text}</span></label>
          ))}
        </fieldset>
      </details>
      <input type="hidden" name="quote_from" value="" />
      <input type="hidden" name="quote_to" value="" />
    </div>
  )
}

// Words that were selected with scripts come back as the sentences they stand in.
function isChosen({ quote_from, quote_to }: Range, chosen: Range[]): boolean {
  return chosen.some((range) => range.quote_from < quote_to && range.quote_to > quote_from)
}
