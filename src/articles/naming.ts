// People and topics are named in forms as one says them; whoever is not there yet is made on the way.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { freeSlug, slugOf } from '../base/slug.ts'
import { createAuthor, createTopic } from './paper.ts'
import { paths, url } from '../urls.ts'
import { authorBySlug, redirectFrom, topicBySlug } from './reads/paper.ts'
import { authorIdsCalled, topicIdsCalled } from './reads/search.ts'

interface Kind {
  what: 'author' | 'topic'
  called: (db: Reads, name: string) => Promise<number[]>
  bySlug: (db: Reads, slug: string) => Promise<unknown>
  /** What was once called so, and is called otherwise now, or was merged into another. */
  former: (db: Reads, slug: string) => Promise<number | undefined>
  create: (db: Db, named: { slug: string; name: string }) => Promise<{ id: number }>
}
const author: Kind = { what: 'author', called: authorIdsCalled, bySlug: authorBySlug, former: async () => undefined, create: createAuthor }
const topic: Kind = { what: 'topic', called: topicIdsCalled, bySlug: topicBySlug, former: formerTopic, create: createTopic }

export const authorNamed = (db: Db, name: string, act: Act) => named(db, { kind: author, name }, act)
export const topicNamed = (db: Db, name: string, act: Act) => named(db, { kind: topic, name }, act)

/** The number of who or what is called so, or has it as slug. */
function named(db: Db, { kind, name }: { kind: Kind; name: string }, act: Act): Promise<number> {
  return atomically(db, async (tx) => {
    const [known] = await kind.called(tx, name)
    if (known !== undefined) return known
    const former = slugOf(name) ? await kind.former(tx, slugOf(name)) : undefined
    if (former !== undefined) return former
    const slug = await freeSlug(slugOf(name) || kind.what, async (tried) => (await kind.bySlug(tx, tried)) !== undefined)
    const { id } = await kind.create(tx, { slug, name })
    await record(tx, { ...act, what: `${kind.what} created`, subject: `${kind.what}:${id}` })
    return id
  })
}

/** A text that is being written may name a topic as it was called when its author wrote it down. */
async function formerTopic(db: Reads, slug: string): Promise<number | undefined> {
  const there = await topicBySlug(db, slug)
  if (there) return there.id
  const leads_to = await redirectFrom(db, url(paths.topic, { slug }))
  const [, now_called] = /^\/topic\/([a-z0-9-]+)$/.exec(leads_to ?? '') ?? []
  return now_called === undefined ? undefined : (await topicBySlug(db, now_called))?.id
}
