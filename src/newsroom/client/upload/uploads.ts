// Many files on their way into the library: two at a time, each of which can be stopped and go on, also after the page was
// reloaded or another window took over.
import { forgetFile, keepFile, keptFiles, type KeptFile } from './kept-files.ts'
import { dropUpload, uploadFile, type UploadState } from './upload.ts'

const atOnce = 2

export type FileState = UploadState | { state: 'waiting' } | { state: 'paused' } | { state: 'dropped' }
export interface Uploads {
  /** Puts files in the queue; answers the name of each in it. */
  add(files: Iterable<File>): string[]
  pause(id: string): void
  resume(id: string): void
  /** Takes it back: what has arrived is thrown away. */
  drop(id: string): void
  /** Goes on with what an earlier page was sending, as far as no other window does. */
  goOn(): Promise<void>
}
interface Entry { kept: KeptFile; state: FileState; abort?: AbortController | undefined }

/** `tell` is told of each change of each file, by the name that `add` answered; the first time with the file. */
export function createUploads({ endpoint, tell }: { endpoint: string; tell: (id: string, state: FileState, file: File) => void }): Uploads {
  const entries = new Map<string, Entry>()

  function become(entry: Entry, state: FileState) {
    entry.state = state
    tell(entry.kept.id, state, entry.kept.file)
  }

  function next() {
    const all = [...entries.values()]
    const room = atOnce - all.filter(({ abort }) => abort).length
    for (const entry of all.filter(({ state }) => state.state === 'waiting').slice(0, Math.max(0, room))) void run(entry)
  }

  async function run(entry: Entry) {
    const abort = entry.abort = new AbortController()
    const { kept } = entry
    try {
      const last = await uploadFile(kept.file, {
        endpoint, address: kept.address, signal: abort.signal, tell: (state) => become(entry, state),
        began: (address) => { kept.address = address; return keepFile(kept) },
      })
      if (last.state === 'taken' || last.state === 'refused') await forgetFile(kept.id)
    } catch (error) {
      if (!abort.signal.aborted) throw error
    } finally {
      entry.abort = undefined
      next()
    }
  }

  function enter(kept: KeptFile) {
    const entry: Entry = { kept, state: { state: 'waiting' } }
    entries.set(kept.id, entry)
    become(entry, { state: 'waiting' })
    held(kept.id)
  }

  return {
    add(files) {
      const ids = Array.from(files, (file) => {
        const kept = { id: crypto.randomUUID(), file, kept_at: Date.now() }
        void keepFile(kept)
        enter(kept)
        return kept.id
      })
      next()
      return ids
    },
    pause(id) {
      const entry = entries.get(id)
      if (!entry || isOver(entry.state)) return
      become(entry, { state: 'paused' })
      entry.abort?.abort()
    },
    resume(id) {
      const entry = entries.get(id)
      if (!entry || !['paused', 'signed_out'].includes(entry.state.state)) return
      become(entry, { state: 'waiting' })
      next()
    },
    drop(id) {
      const entry = entries.get(id)
      if (!entry) return
      become(entry, { state: 'dropped' })
      entry.abort?.abort()
      entries.delete(id)
      void forgetFile(id)
      if (entry.kept.address) void dropUpload(entry.kept.address)
      next()
    },
    async goOn() {
      for (const kept of await keptFiles()) if (!entries.has(kept.id) && await isFree(kept.id)) enter(kept)
      next()
    },
  }
}

export function isOver({ state }: FileState): boolean {
  return state === 'taken' || state === 'refused' || state === 'dropped'
}

const lockOf = (id: string) => `litfass upload ${id}`

/** Says to other windows, for as long as this page is open, that the file is in hand. */
function held(id: string) {
  void navigator.locks?.request(lockOf(id), { ifAvailable: true }, (lock) => (lock ? new Promise(() => {}) : undefined))
}
async function isFree(id: string): Promise<boolean> {
  return await navigator.locks?.request(lockOf(id), { ifAvailable: true }, (lock) => lock !== null) ?? true
}
