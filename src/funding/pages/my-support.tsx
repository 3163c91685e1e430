// A supporter's own side: what they give, in words.
import { html, seeOther } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'
import { ownSetting, type Supporting } from '../own-side.ts'
import { pledgesOf } from '../reads/own-side.ts'
import { OwnFrame } from '../views/own-frame.tsx'

export const show: Page<typeof paths.mySupport, Supporting> = async ({ db, who, speaks }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  const [{ facts, t }, pledges] = await Promise.all([ownSetting(db, { who, speaks }), pledgesOf(db, who.id)])
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.title')} whose={who.name} isFirst>
      <ul>{pledges.map(({ amount, currency }) => <li>{t.money(amount, currency)}</li>)}</ul>
    </OwnFrame>,
  )
}
