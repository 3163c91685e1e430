import type { Suggestion } from '../../articles/topic-suggestion.ts'
import type { T } from '../../base/i18n/i18n.ts'

interface AdviceProps {
  t: T
  advised: readonly Suggestion[]
  /** Where the same is asked again while somebody writes; none of an article that is not there yet. */
  from: string | undefined
}

/** Topics to be ticked, each with the words of the text that speak for it. */
export function TopicAdvice({ t, advised, from }: AdviceProps) {
  if (!from) return null
  if (advised.length === 0) return <div class="topic-advice" data-from={from} />
  return (
    <fieldset class="choice topic-advice" data-from={from}>
      <legend>{t('topics.suggested')}</legend>
      {advised.map(({ name, words }) => <label><input type="checkbox" name="suggested_topic" value={name} /> <span>{name}<small>{t('topics.suggested_for', { words: t.list(words) })}</small></span></label>)}
    </fieldset>
  )
}
