import { scriptText } from '../../base/web/assets.ts'
import { printedText } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'

/** The worker of browsers whose reader chose not to be counted. It stands at the top of all addresses, since it may answer only for what is below its own. */
export const show: Page<typeof paths.unmeasuredWorker, 'anyone'> = async () =>
  printedText(scriptText('unmeasured-worker.js'), { contentType: 'text/javascript; charset=utf-8', tags: ['paper'] })
