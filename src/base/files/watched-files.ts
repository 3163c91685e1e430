import { counted, timed, type Ending } from '../metrics/counts.ts'
import { spanned } from '../traces/spans.ts'
import type { Files } from './files.ts'

/** The same files, counted and traced. */
export function watchedFiles(files: Files): Files {
  return {
    put: (name, bytes) => watched('put', () => files.put(name, bytes)),
    read: (name) => watched('read', () => files.read(name)),
    open: (name) => watched('open', () => files.open(name)),
    has: (name) => watched('has', () => files.has(name)),
    remove: (name) => watched('remove', () => files.remove(name)),
  }
}

function watched<T>(operation: 'put' | 'read' | 'open' | 'has' | 'remove', work: () => Promise<T>): Promise<T> {
  const asks = operation === 'read' || operation === 'open'
  const outcome = (ending: Ending<T>) => ('error' in ending ? 'failed' : asks && ending.result === undefined ? 'missing' : 'done')
  return spanned({ name: `files ${operation}`, attributes: { 'litfass.files.operation': operation } }, () =>
    counted('litfass_files_total', { operation }, { work: () => timed('litfass_files_seconds', { operation }, async () => work()), outcome }))
}
