// The background work of what leaves the paper.
import type { JobContext } from '../base/jobs/worker.ts'
import type { JobPayloads } from '../job-names.ts'
import type { Db } from '../base/db/db.ts'
import { eraseDue } from './erasure.ts'
import { renumberImportedTopic } from './imported-topic.ts'

export async function eraseReaders({ db, now, site }: Pick<JobContext, 'db' | 'now' | 'site'>) {
  await eraseDue(db, { site_url: site.url, now })
}

export async function topicMerged(db: Db, { from, into }: JobPayloads['topic-merged']) {
  await renumberImportedTopic(db, { from, into })
}
