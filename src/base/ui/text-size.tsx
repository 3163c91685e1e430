// The size of the text is the browser's; here a reader may ask for more or less of it. Without scripts it says how.
import { paths, url } from '../../urls.ts'
import type { T } from '../i18n/i18n.ts'

/** Of the browser's own size, in per cent. A test holds them and text-size.css together. */
export const steps = [88, 100, 113, 125, 150]

export function TextSize({ t }: { t: T }) {
  return (
    <details class="text-size">
      <summary><span aria-hidden="true">Aa</span> <span class="word">{t('text_size.title')}</span></summary>
      <div>
        <div class="steps" role="group" aria-label={t('text_size.title')} hidden>
          {steps.map((step) => <button type="button" value={String(step)} aria-pressed={step === 100 ? 'true' : 'false'}>{t('text_size.step', { step })}</button>)}
        </div>
        <p>{t('text_size.browser')} <a href={url(paths.section, { slug: 'accessibility' })}>{t('frame.accessibility')}</a></p>
      </div>
    </details>
  )
}
