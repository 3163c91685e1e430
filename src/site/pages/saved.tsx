// What a reader saved for later. The page is the same for everyone; the list is filled in by the reader's own browser.
import { loadFrame } from '../../articles/reads/paper.ts'
import { translator } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { printed } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'

export const show: Page<typeof paths.saved, 'anyone'> = async ({ db }) => {
  const facts = await loadFrame(db)
  const t = translator(facts.paper.language)
  const view = (
    <Frame facts={facts} t={t} title={t('saved.title')} head={<NotIndexed />} scripts={['saved.js']}>
      <header class="list-head">
        <h1>{t('saved.title')}</h1>
        <p>{t('saved.about')}</p>
      </header>
      <p class="empty scriptless">{t('saved.noscript')}</p>
      <div class="saved" data-saved tabindex={-1} hidden>
        <ol></ol>
        <div class="empty" hidden><p>{t('saved.empty')}</p></div>
        <button type="button" class="all" hidden>{t('saved.remove_all')}</button>
        <template>
          <li>
            <h2><span class="kicker"></span><a href="/">{''}</a></h2>
            <p class="small"><span>{t('saved.since')} <time></time></span> <button type="button">{t('saved.remove')}</button></p>
          </li>
        </template>
      </div>
    </Frame>
  )
  return printed(view, { tags: ['paper'] })
}
