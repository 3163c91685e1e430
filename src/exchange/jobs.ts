// The background work of what leaves the paper.
import type { JobContext } from '../base/jobs/worker.ts'
import { eraseDue } from './erasure.ts'

export async function eraseReaders({ db, now, site }: Pick<JobContext, 'db' | 'now' | 'site'>) {
  await eraseDue(db, { site_url: site.url, now })
}
