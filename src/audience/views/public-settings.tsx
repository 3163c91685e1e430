// The parts of the desk's settings about what leaves it: to everybody, and to programs.
import type { T } from '../../base/i18n/i18n.ts'
import { Check, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { paths, url } from '../../urls.ts'

interface Token { id: number; name: string; made_at: Date; used_on: string | null }
export interface PublicFacts { is_public: boolean; key: { name: string; made_at: Date } | undefined; zone: string; tokens: Token[] }

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

interface TokensProps { t: T; tokens: Token[]; zone: string; /** What was typed and refused. */ typed: { name: string; errors: Errors } }

export function TokenSettings({ t, tokens, zone, typed: { name, errors } }: TokensProps) {
  const caption = t('audience_settings.tokens')
  return (
    <section class="figure-part" aria-labelledby="tokens">
      <h2 id="tokens">{caption}</h2>
      <p class="tokens-about">{t('audience_settings.tokens_about')}</p>
      {tokens.length === 0 ? <p class="nothing">{t('audience_settings.tokens_none')}</p> : (
        <div class="table" tabindex={0} role="region" aria-label={t('audience_settings.token_list')}>
          <table>
            <thead><tr><th scope="col">{t('audience_settings.token_name')}</th><th scope="col">{t('audience_settings.token_made')}</th><th scope="col">{t('audience_settings.token_used')}</th><td></td></tr></thead>
            <tbody>
              {tokens.map((token) => (
                <tr>
                  <th scope="row">{token.name}</th><td>{t.date(token.made_at, zone)}</td><td>{token.used_on === null ? t('audience_settings.token_never') : t.day(token.used_on)}</td>
                  <td><form method="post" action={url(paths.deskAudienceTokenWithdrawal, { id: String(token.id) })}><button class="quiet" aria-label={t('audience_settings.token_withdraw_named', { name: token.name })}>{t('audience_settings.token_withdraw')}</button></form></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <form class="form settings" method="post" action={paths.deskAudienceTokens}>
        <Wrong errors={errors} t={t} />
        <Field name="name" label={t('audience_settings.token_name')} hint={t('audience_settings.token_name_hint')} value={name} error={errors.name} maxlength={60} autocomplete="off" required />
        <div class="actions"><button class="button">{t('audience_settings.token_make')}</button></div>
      </form>
    </section>
  )
}
