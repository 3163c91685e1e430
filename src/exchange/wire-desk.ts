// What the pages of the wires share: their ways, and the words for what a wire is.
import type { Desk } from '../people/desk.ts'
import { isPermitted } from '../people/permissions.ts'
import { paths } from '../urls.ts'

export function wireWays({ t, who }: Pick<Desk, 't' | 'who'>) {
  const own = [{ path: paths.deskWires, label: t('wires.inbox') }]
  return isPermitted(who.roles, 'set_wires') ? [...own, { path: paths.deskWireSources, label: t('wires.sources') }, { path: paths.deskWireSettings, label: t('wires.keeping') }] : own
}
