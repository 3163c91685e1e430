// No more asking, in this browser: the page is the same for everyone, and the browser keeps what its owner chose to itself.
import { loadFrame } from '../../articles/reads/paper.ts'
import { translator } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { printed } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'

export const show: Page<typeof paths.mySupportAsking, 'anyone'> = async ({ db }) => {
  const facts = await loadFrame(db)
  const t = translator(facts.paper.language)
  const view = (
    <Frame facts={facts} t={t} title={t('asking.title')} head={<NotIndexed />} scripts={['asking.js']}>
      <div class="account"><div class="own">
        <h1>{t('asking.title')}</h1>
        <p>{t('asking.about', { paper: facts.paper.name })}</p>
        <p class="empty scriptless">{t('asking.noscript')}</p>
        <div class="asking" data-asking role="status" hidden>
          <div data-stopped hidden>
            <p class="notice">{t('asking.stopped')}</p>
            <p><button type="button" class="quiet" data-go-on>{t('asking.go_on')}</button></p>
          </div>
          <div data-asked hidden><p><button type="button" class="button" data-stop>{t('asking.stop')}</button></p></div>
          <p class="notice" data-failed hidden>{t('asking.failed')}</p>
        </div>
        <p class="after small">{t('asking.small')} <a href={paths.mySupport}>{t('own.title')}</a></p>
      </div></div>
    </Frame>
  )
  return printed(view, { tags: ['paper'] })
}
