// What was written and is not kept by the paper yet lies in the browser's own store, and only that: the moment the paper has
// it, it is taken out, so that on a computer that several use nothing of a text stays behind. What one reader left there is
// never sent in another one's name.

interface Row { of: string; update: Uint8Array; at: number }

export interface Shelf {
  /** Whether this browser keeps anything at all. */
  keeps(): boolean
  /** What was left by this or another tab that ended before the paper had it. */
  left(): Promise<{ key: IDBValidKey; update: Uint8Array }[]>
  put(update: Uint8Array): Promise<IDBValidKey | undefined>
  drop(keys: Promise<IDBValidKey | undefined>[]): void
}

const name = 'litfass-writing'
const rows = 'rows'

export function openShelf({ article, reader }: { article: string; reader: string }): Shelf {
  const of = `${article}/${reader}`
  let keeps = typeof indexedDB === 'object'
  const opened = opening().catch(() => { keeps = false; return undefined })

  async function work<R>(mode: IDBTransactionMode, deed: (store: IDBObjectStore) => IDBRequest<R>): Promise<R | undefined> {
    const db = await opened
    if (!db) return undefined
    try {
      return await settled(deed(db.transaction(rows, mode, { durability: 'strict' }).objectStore(rows)))
    } catch {
      // The disk is full, or the store was taken away under our feet.
      keeps = false
      return undefined
    }
  }

  return {
    keeps: () => keeps,
    async left() {
      // Both at once: somebody may write meanwhile, and no change is to be taken for another.
      let keys: IDBRequest<IDBValidKey[]> | undefined
      const all = await work<Row[]>('readonly', (store) => {
        keys = store.index('of').getAllKeys(of)
        return store.index('of').getAll(of)
      })
      return (all ?? []).flatMap(({ update }, n) => { const key = keys?.result[n]; return key === undefined ? [] : [{ key, update }] })
    },
    put: (update) => work('readwrite', (store) => store.add({ of, update, at: Date.now() } satisfies Row)),
    drop(keys) {
      void Promise.all(keys).then((known) => {
        for (const key of known) if (key !== undefined) void work('readwrite', (store) => store.delete(key))
      })
    },
  }
}

function opening(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => { request.result.createObjectStore(rows, { autoIncrement: true }).createIndex('of', 'of') }
  return settled(request)
}

function settled<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the store refused'))
  })
}
