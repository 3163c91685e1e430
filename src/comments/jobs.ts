// The background work of discussions.
import type { JobContext } from '../base/jobs/worker.ts'
import { clearDrafts } from './draft.ts'
import { clearUnsubscribeLinks } from './follow.ts'
import { markPagesOf } from './name-changed.ts'
import { forgetDeleted } from './own.ts'
import { tellAtOnce, tellDaily } from './telling.ts'

type Context = Pick<JobContext, 'db' | 'site' | 'now'>

export async function nameChanged({ reader_id }: { reader_id: number }, { db }: Pick<JobContext, 'db'>) {
  await markPagesOf(db, reader_id)
}

export async function tellFollowers({ db, site, now }: Context) {
  await tellAtOnce(db, { site, now })
}
export async function tellFollowersDaily({ db, site, now }: Context) {
  await tellDaily(db, { site, now })
}

export async function clearWriting({ db, now }: Pick<JobContext, 'db' | 'now'>) {
  await clearDrafts(db, now)
  await clearUnsubscribeLinks(db, now)
  await forgetDeleted(db, now)
}
