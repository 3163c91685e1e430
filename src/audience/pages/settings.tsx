// How much the paper counts, with what each way means in law.
import { Choice, Wrong, type Errors } from '../../base/ui/form.tsx'
import type { Reads } from '../../base/db/db.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { modes } from '../hit.ts'
import { audienceSettings } from '../reads/rolling.ts'
import { modeIn, setMode } from '../setting.ts'
import { figuresTokens } from '../reads/figures-tokens.ts'
import { currentKey } from '../reads/totals.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { KeySettings, PublicSettings, TokenSettings, type PublicFacts } from '../views/public-settings.tsx'

type Who = Staff<'set_audience'>

export const show: Page<typeof paths.deskAudienceSettings, Who, 'done'> = async ({ db, who, speaks, query }) => {
  const [desk, { mode }] = [await deskOf(db, { who, speaks }), await audienceSettings(db)]
  return html(<SettingsPage desk={desk} mode={mode} errors={{}} done={query.done} facts={await publicFacts(db, desk)} />)
}

export const save: Action<typeof paths.deskAudienceSettings, Who> = async ({ db, who, speaks, form, now }) => {
  const mode = modeIn(textIn(form, 'mode'))
  if (!mode) {
    const desk = await deskOf(db, { who, speaks })
    return html(<SettingsPage desk={desk} mode={textIn(form, 'mode')} errors={{ mode: desk.t('audience_settings.wrong') }} done={undefined} facts={await publicFacts(db, desk)} />, 422)
  }
  await setMode(db, mode, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskAudienceSettings, { done: 'saved' }))
}

export async function publicFacts(db: Reads, { facts: { paper } }: Desk): Promise<PublicFacts> {
  return { is_public: (await audienceSettings(db)).is_public, key: await currentKey(db), zone: paper.time_zone, tokens: await figuresTokens(db) }
}

const dones = { saved: 'audience_settings.saved', public: 'audience_settings.now_public', private: 'audience_settings.now_private', key: 'audience_settings.key_changed', withdrawn: 'audience_settings.token_withdrawn' } as const
function isDone(done: string | undefined): done is keyof typeof dones {
  return done !== undefined && done in dones
}

interface SettingsProps { desk: Desk; mode: string; errors: Errors; done: string | undefined; facts: PublicFacts; /** A name of a token that was refused. */ token?: { name: string; errors: Errors } }

export function SettingsPage({ desk, mode, errors, done, facts, token = { name: '', errors: {} } }: SettingsProps) {
  const { t, who } = desk
  return (
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudienceSettings} title={t('audience_settings.title')}>
      <Done text={isDone(done) ? t(dones[done]) : undefined} />
      <form class="form settings" method="post" action={paths.deskAudienceSettings}>
        <Wrong errors={errors} t={t} />
        <Choice name="mode" label={t('audience_settings.mode')} hint={t('audience_settings.mode_hint')} value={mode} error={errors.mode} options={modes.map((one) => ({ value: one, label: t(`counting.mode.${one}`).replace(/\.$/, ''), hint: t(`audience_settings.${one}`) }))} />
        <p class="hint">{t('audience_settings.always')} <a href={paths.counting}>{t('page.counting')}</a></p>
        <div class="actions"><button class="button">{t('audience_settings.save')}</button></div>
      </form>
      <PublicSettings t={t} is_public={facts.is_public} />
      <TokenSettings t={t} tokens={facts.tokens} zone={facts.zone} typed={token} />
      <KeySettings t={t} current={facts.key} zone={facts.zone} />
    </AudienceFrame>
  )
}
