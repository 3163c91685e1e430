// A receipt, for the supporter whose payment it is.
import { busy, pdfResponse, seeOther } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { numberIn, paths } from '../../urls.ts'
import type { Supporting } from '../own-side.ts'
import { receiptOf } from '../receipt.ts'

/** Each takes a third of a second or so. */
const limit = { name: 'receipt', most: 30, seconds: 600 }

export const show: Page<typeof paths.mySupportReceipt, Supporting> = async ({ db, params, who, limits, now }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  if (!limits.allows(limit)) return busy()
  const { number, bytes } = found(await receiptOf(db, { due_id: found(numberIn(params.id)), supporter_id: who.id }, now))
  return pdfResponse(bytes, `${number.replace(/[^\w-]+/g, '-')}.pdf`)
}
