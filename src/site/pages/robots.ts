// What crawlers may do here.
import { miningRules } from '../../base/web/mining.ts'
import { printedText } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'
import { robotsText } from '../robots.ts'

export const show: Page<typeof paths.robots, 'anyone'> = async ({ site }) =>
  printedText(robotsText(site), { contentType: 'text/plain; charset=utf-8', tags: ['paper'] })

export const mining: Page<typeof paths.textAndDataMining, 'anyone'> = async ({ site }) =>
  printedText(JSON.stringify(miningRules(found(site.mining ?? undefined))), { contentType: 'application/json', tags: ['paper'], headers: { 'cache-control': 'public, max-age=3600' } })
