import type { Desk } from '../people/desk.ts'
import { isPermitted } from '../people/permissions.ts'
import { paths } from '../urls.ts'

/** The pages of the desk's settings, with the way to those of moderation, which stand with its rules. */
export function settingsWays({ t, who }: Desk) {
  const all: { path: string; label: string }[] = [{ path: paths.deskSettings, label: t('settings.paper') }, { path: paths.deskPages, label: t('settings.pages_way') }, { path: paths.deskSteps, label: t('steps.title') }]
  if (isPermitted(who.roles, 'set_house_style')) all.push({ path: paths.deskHouseStyle, label: t('house_style.title') })
  return isPermitted(who.roles, 'set_moderation') ? [...all, { path: paths.deskModerationSettings, label: t('moderation.title.settings') }] : all
}
