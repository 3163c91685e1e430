import type { Desk } from '../../people/desk.ts'
import { paths } from '../../urls.ts'

/** The pages of the desk's settings. */
export function settingsWays({ t }: Desk) {
  return [{ path: paths.deskSettings, label: t('settings.paper') }, { path: paths.deskPages, label: t('settings.pages') }]
}
