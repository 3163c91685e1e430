// What of the figures everybody may see, and with which key the paper signs them: deeds of the page of settings.
import { textIn } from '../../base/web/form.ts'
import { seeOther } from '../../base/web/respond.ts'
import type { Action } from '../../base/web/route.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, withQuery } from '../../urls.ts'
import { setPublic } from '../setting.ts'
import { changeKey } from '../totals-statement.ts'

type Who = Staff<'set_audience'>

export const savePublic: Action<typeof paths.deskAudiencePublic, Who> = async ({ db, who, form, now }) => {
  const is_public = textIn(form, 'is_public') !== ''
  await setPublic(db, is_public, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskAudienceSettings, { done: is_public ? 'public' : 'private' }))
}

export const changeTotalsKey: Action<typeof paths.deskAudienceKey, Who> = async ({ db, who, safe, site, now }) => {
  await changeKey(db, { safe, site }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskAudienceSettings, { done: 'key' }))
}
