// What a printed page, which is the same for all, has to know of the one who reads it. Asked only by browsers in which
// somebody has been at the sign-in.
import { json, nothing } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import type { Visitor } from '../../people/session.ts'
import type { paths } from '../../urls.ts'
import { hiddenIds } from '../reads/hidden-ids.ts'

export const show: Page<typeof paths.accountSelf, Visitor> = async ({ db, who }) => (who === 'nobody' ? nothing() : json({ name: who.name, hidden: await hiddenIds(db, who.id) }))
