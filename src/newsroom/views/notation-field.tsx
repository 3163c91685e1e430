// The field for a text in the notation, with a word on how to write it.
import type { T } from '../../base/i18n/i18n.ts'
import { Area } from '../../base/ui/form.tsx'

interface NotationFieldProps { name: string; label: string; value: string; error?: string | undefined; rows: number; lang?: string | undefined; t: T }

export function NotationField({ t, ...field }: NotationFieldProps) {
  return (
    <>
      <Area {...field} hint={t('notation.hint')} />
      <details class="notation small">
        <summary>{t('notation.how')}</summary>
        <dl>
          {examples(t).map(([written, means]) => <div><dt><code>{written}</code></dt><dd>{means}</dd></div>)}
        </dl>
      </details>
    </>
  )
}

/** In place of the field, where the text holds what the notation cannot say. */
export function Unsayable({ kinds, t }: { kinds: string[]; t: T }) {
  return <p class="unsayable">{t('notation.unsayable', { kinds: t.list(kinds) })}</p>
}

function examples(t: T): [string, string][] {
  return [
    ['## …', t('notation.heading')], ['### …', t('notation.subheading')], ['**…**', t('notation.strong')], ['__…__', t('notation.emphasis')], ['[…](https://…)', t('notation.link')],
    ['- …', t('notation.bullet_list')], ['1. …', t('notation.ordered_list')], ['> …\n> — …', t('notation.quotation')], ['>> …', t('notation.pull_quote')],
    ['![…](name "…")', t('notation.picture')], ['::: …\n…\n:::', t('notation.fact_box')], ['| = … | = … |\n| … | … |', t('notation.table')],
    ['[^…]', t('notation.footnote')], ['@[…](https://…)', t('notation.embed')], ['---', t('notation.divider')], ['\\', t('notation.escape')],
  ]
}
