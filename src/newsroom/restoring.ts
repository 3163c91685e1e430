// Going back takes the text of a revision into the working copy, as if somebody had typed it, and makes a revision of it: nothing
// is overwritten, and one can go back from it again.
import { pictureNames, type DocumentNode } from '../articles/document.ts'
import { knownPictures } from '../articles/reads/pictures.ts'
import { lockedArticle } from '../articles/revision.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { revisionOf } from './reads/revisions.ts'
import { settle } from './settling.ts'
import { writeInto } from './writing.ts'
import type { Written } from './written.ts'

/** Answers the new revision's number; undefined where there is no such revision. Pictures that were deleted since are left out. */
export function goBackTo(db: Db, { article_id, number, why }: { article_id: number; number: number; why: string }, act: Act): Promise<number | undefined> {
  return atomically(db, async (tx) => {
    await lockedArticle(tx, article_id)
    const revision = await revisionOf(tx, { article_id, number })
    if (!revision) return undefined
    // What stood there until now stays as a revision, too.
    await settle(tx, { article_id }, act)
    await writeInto(tx, { article_id, written: without(revision.written, await gonePictures(tx, revision.written)) }, act)
    const settled = await settle(tx, { article_id, kind: 'restored', why, restored: number }, act)
    await record(tx, { ...act, what: 'article taken back to a revision', subject: `article:${article_id}` })
    return settled.number
  })
}

/** Names of pictures that the paper has no more, in the order in which they stand. */
export async function gonePictures(db: Reads, { lead_picture, body }: Pick<Written, 'lead_picture' | 'body'>): Promise<string[]> {
  const names = [...new Set([lead_picture, ...pictureNames(body)].filter(Boolean))]
  const there = await knownPictures(db, names)
  return names.filter((name) => !there.has(name))
}

// With what was said of them: a caption must not come under another picture.
function without(written: Written, gone: readonly string[]): Written {
  const isGone = gone.includes(written.lead_picture)
  return { ...written, ...(isGone ? { lead_picture: '', lead_alt: '', lead_caption: '' } : {}), body: bodyWithout(written.body, gone) }
}

function bodyWithout(node: DocumentNode, gone: readonly string[]): DocumentNode {
  if (!node.content) return node
  const isLeft = ({ type, attrs, content }: DocumentNode) => (type === 'picture' ? !gone.some((name) => name === attrs?.picture) : type !== 'gallery' || content?.length !== 0)
  return { ...node, content: node.content.map((child) => bodyWithout(child, gone)).filter(isLeft) }
}
