// How backups and restores speak to their operator.
import { FilesAway } from '../files/files-away.ts'
import { showProgress, type Progress } from '../progress.ts'
import { Unable } from '../unable.ts'

/** Progress for somebody who watches; a mail from cron should come only when something is wrong. */
export function onTerminal(what: string): Progress {
  return process.stderr.isTTY ? showProgress(what) : { at: () => {}, end: () => {} }
}

export function size(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

const whenFull = {
  backup: 'Nothing was kept of this run; what was there before is as it was. Make room, or have fewer backups kept with --keep',
  restore: 'No paper can be opened there yet. Make room there and run it again; the backups are as they were',
}

/** What the operator can mend, in one line; anything else as it is. `folder` is the one that is written into. */
export function plainly(error: unknown, folder: string, doing: keyof typeof whenFull): unknown {
  if (error instanceof Unable || !(error instanceof Error)) return error
  if (error instanceof FilesAway) return new Unable(`${error.message}. Nothing was kept of this run; run it again`)
  const { code, syscall, path } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Unable(`${folder} is full. ${whenFull[doing]}`)
  if (code === 'ECONNRESET' || code === 'EPIPE' || /^57P0|^08/.test(code ?? '') || /connection/i.test(error.message)) return new Unable(`the database went away: ${error.message}. Nothing was kept of this run; run it again`)
  return syscall ? new Unable(`${path ?? folder} cannot be used (${code}: ${syscall})`) : error
}
