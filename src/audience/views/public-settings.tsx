// The parts of the desk's settings about what leaves it: to everybody, and to programs.
import type { T } from '../../base/i18n/i18n.ts'
import { Check } from '../../base/ui/form.tsx'
import { paths } from '../../urls.ts'

export interface PublicFacts { is_public: boolean; key: { name: string; made_at: Date } | undefined; zone: string }

export function PublicSettings({ t, is_public }: { t: T } & Pick<PublicFacts, 'is_public'>) {
  return (
    <section class="figure-part" aria-labelledby="public">
      <h2 id="public">{t('audience_settings.public')}</h2>
      <form class="form settings" method="post" action={paths.deskAudiencePublic}>
        <Check name="is_public" label={t('audience_settings.is_public')} checked={is_public} hint={t('audience_settings.public_hint')} />
        {is_public ? <p class="hint"><a href={paths.statistics}>{t('statistics.title')}</a> · <a href={paths.totals}>{t('totals.title')}</a></p> : null}
        <div class="actions"><button class="button">{t('audience_settings.save')}</button></div>
      </form>
    </section>
  )
}

export function KeySettings({ t, current, zone }: { t: T; current: PublicFacts['key'] } & Pick<PublicFacts, 'zone'>) {
  return (
    <section class="figure-part" aria-labelledby="key">
      <h2 id="key">{t('totals.title')}</h2>
      <form class="form settings" method="post" action={paths.deskAudienceKey}>
        <p>{t('audience_settings.signed')}</p>
        <p>{current ? <>{t('audience_settings.key_now', { since: t.date(current.made_at, zone) })} <code class="key-name">{current.name}</code></> : t('audience_settings.key_none')}</p>
        {current ? <><p class="hint">{t('audience_settings.key_hint')}</p><div class="actions"><button class="quiet">{t('audience_settings.key_change')}</button></div></> : null}
      </form>
    </section>
  )
}
