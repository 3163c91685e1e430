// Files on their way in, kept by the browser until they have arrived: a page that was reloaded goes on with them. Where a
// browser keeps nothing, uploads end with their page.

export interface KeptFile { id: string; file: File; /** Where its upload goes on; nothing yet has arrived without it. */ address?: string | undefined; kept_at: number }

const [name, store] = ['litfass-uploads', 'files']
/** As long as the paper keeps what has arrived. */
const keptForMs = 86_400_000

export async function keepFile(file: KeptFile): Promise<void> {
  await inStore('readwrite', (files) => files.put(file)).catch(() => {})
}
export async function forgetFile(id: string): Promise<void> {
  await inStore('readwrite', (files) => files.delete(id)).catch(() => {})
}

/** Those that are still worth going on with, the first that were chosen first. */
export async function keptFiles(): Promise<KeptFile[]> {
  const all = await inStore<KeptFile[]>('readonly', (files) => files.getAll()).catch(() => [])
  const [fresh, old] = [all.filter(({ kept_at }) => kept_at > Date.now() - keptForMs), all.filter(({ kept_at }) => kept_at <= Date.now() - keptForMs)]
  for (const { id } of old) void forgetFile(id)
  return fresh.sort((a, b) => a.kept_at - b.kept_at)
}

async function inStore<T>(mode: IDBTransactionMode, work: (files: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await opened()
  try {
    const transaction = database.transaction(store, mode)
    const done = settled<T>(work(transaction.objectStore(store)))
    const written = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser keeps nothing'))
    })
    const [result] = await Promise.all([done, written])
    return result
  } finally {
    database.close()
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => { request.result.createObjectStore(store, { keyPath: 'id' }) }
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'))
  })
}
