// Every background job's name and the handler it is bound to.
import type { Handlers } from './base/jobs/worker.ts'

// A handler is loaded with its first job: some bring much code with them.
export const jobs: Partial<Handlers> = {
  'catch-up': async (_, context) => (await import('./articles/jobs.ts')).catchUpWithArticles(context),
  'picture-renditions': async (payload, context) => (await import('./articles/jobs.ts')).pictureRenditions(payload, context),
}
