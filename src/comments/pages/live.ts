// Tells browsers that somebody has said something more under an article.
import type { Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'
import { discussed } from '../discussed.ts'

export const show: Page<typeof paths.commentsLive, 'anyone'> = async ({ db, params, live }) => live(`thread:${(await discussed(db, params)).id}`)
