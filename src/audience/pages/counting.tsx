// What the paper keeps of the very request that asks for this page, told to whoever sent it.
import { loadFrame } from '../../articles/reads/paper.ts'
import { spoken, translator, type T } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'
import { asRecord, type Said } from '../hit.ts'
import { ownHit, type OwnHit } from '../own-request.ts'
import { Forgotten, Kept, WaysOut } from '../views/own-request-view.tsx'

export const show: Page<typeof paths.counting, Said> = async ({ db, who, speaks, site, now }) => {
  const [facts, own] = [await loadFrame(db), await ownHit(db, who, { site, now })]
  const t = translator(speaks ?? spoken(facts.paper.language, 'en'))
  return html(
    <Frame facts={facts} t={t} title={t('counting.title')} head={<NotIndexed />} scripts={['unmeasured.js']}>
      <article class="article counting">
        <header><div class="over"><h1>{t('counting.title')}</h1></div><p class="standfirst">{t('counting.standfirst')}</p></header>
        <div class="body">
          <h2>{t('counting.kept')}</h2>
          <p>{why(own, who, t)}</p>
          <Kept hit={own.hit} line={asRecord(own.hit)} zone={own.zone} page={t('counting.this_page', { path: paths.counting })} isSaltless={own.isSaltless} t={t} />
          <h2>{t('counting.forgotten')}</h2>
          <p>{t('counting.forgotten_about')}</p>
          <Forgotten said={who} now={now} zone={own.zone} t={t} />
          <h2>{t('counting.mode')}</h2>
          <p><strong>{t(`counting.mode.${own.mode}`)}</strong> {t(`counting.mode.${own.mode}.reader`)}</p>
          {own.mode === 'count' ? null : <p>{t('counting.salt_about')}</p>}
          <p>{t('counting.script_about')}</p>
          {facts.has_statistics ? <p>{t('counting.statistics')} <a href={paths.statistics}>{t('statistics.title')}</a></p> : null}
          <h2 id="out">{t('counting.out')}</h2>
          <WaysOut t={t} />
        </div>
      </article>
    </Frame>,
  )
}

/** Why just this is kept of it. */
function why({ hit, mode }: OwnHit, said: Said, t: T): string {
  if (hit.kind === 'machine') return t('counting.as_machine', { machine: t(`counting.machine.${hit.machine}`) })
  if (said.isPrivate) return t('counting.as_private')
  return t(mode === 'count' ? 'counting.as_count' : 'counting.as_visit')
}
