import { assetResponse } from '../../base/web/assets.ts'
import { found, type Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'

export const show: Page<typeof paths.asset, 'anyone'> = async ({ params }) => found(await assetResponse(params.file))
