// What follows the text: the editors' note, corrections, topics.
import { around, type T } from '../../base/i18n/i18n.ts'
import { Paragraphs } from '../../base/ui/paragraphs.tsx'
import { paths, url } from '../../urls.ts'
import type { Correction } from '../reads/articles.ts'
import { Time } from './article-head.tsx'

export function Note({ note, t }: { note: string; t: T }) {
  if (!note) return null
  return <aside class="note"><h2>{t('article.note')}</h2><Paragraphs text={note} /></aside>
}

export function Corrections({ corrections, t, zone }: { corrections: Correction[]; t: T; zone: string }) {
  return (
    <>
      {corrections.map((correction) => {
        const [before, after] = around((date) => t('article.corrected_at', { date }))
        return (
          <p class="correction">
            <strong>{t('article.correction')}:</strong> {correction.was_wrong} {correction.is_right} {before}<Time at={correction.corrected_at} t={t} zone={zone} />{after}{correction.credited_to === null ? null : ` ${t('article.credited_to', { name: correction.credited_to })}`}
          </p>
        )
      })}
    </>
  )
}

export function Topics({ topics, t }: { topics: { slug: string; name: string }[]; t: T }) {
  if (topics.length === 0) return null
  return (
    <p class="topics"><b>{t('article.topics')}</b> {topics.map(({ slug, name }) => <><a href={url(paths.topic, { slug })}>{name}</a> </>)}</p>
  )
}
