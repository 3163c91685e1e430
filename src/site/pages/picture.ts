import { isFileOf, isTakenOff, standingOfFile, type FileStanding, type RenditionFile } from '../../articles/reads/pictures.ts'
import type { Reads } from '../../base/db/db.ts'
import { asAsked, fileResponse } from '../../base/web/respond.ts'
import { NotFound, type Page } from '../../base/web/route.ts'
import { previewedBy } from '../../newsroom/preview-link.ts'
import type { Asker } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { isStrong } from '../../people/session.ts'
import type { paths } from '../../urls.ts'

const formats = new Map([['avif', 'avif'], ['webp', 'webp'], ['jpg', 'jpeg']] as const)

/**
 * A rendition, by hash; originals lie elsewhere. What readers could see once they may always see: after a file was first asked for
 * no database is asked, and pictures are shown while that is away. What stands only in articles that are held is there for staff and
 * for whoever has a link to a preview, and kept by nobody on the way.
 */
export const show: Page<typeof paths.picture, Asker, 'preview'> = async ({ db, files, params, query, who, now }) => {
  const [, hash = '', ending = ''] = /^([0-9a-f]{64})\.([a-z]+)$/.exec(params.file) ?? []
  const format = [...formats].find(([name]) => name === ending)?.[1]
  if (!format) throw new NotFound()
  const file = await files.open(`renditions/${hash}.${ending}`)
  if (!file) {
    if (await isTakenOff(db, { hash, format })) return new Response('This picture may not be shown any more.\n', { status: 410, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
    throw new NotFound()
  }
  const standing = await remembered(db, { hash, format }, now)
  if (standing === 'held' && !(await maySeeHeld(db, { hash, format }, { who, token: query.preview, now }))) throw new NotFound()
  return asAsked(fileResponse({ file, contentType: `image/${format}`, etag: `"${hash}"`, keeping: keepers[standing ?? 'shown'] }), who)
}

/** What is none's any more was replaced within the hour: pages that were printed before name it still. */
const keepers = { shown: 'everybody', unshown: 'browser', held: 'nobody' } as const

/** About as many as 2,000 pictures have; whoever was asked for longest ago is asked about again. */
const mostRemembered = 60_000
const shownFiles = new WeakMap<Reads, Set<string>>()

async function remembered(db: Reads, file: RenditionFile, now: Date): Promise<FileStanding | undefined> {
  const known = shownFiles.get(db) ?? new Set()
  shownFiles.set(db, known)
  if (known.has(file.hash)) return 'shown'
  const standing = await standingOfFile(db, file, now)
  if (standing !== 'shown') return standing
  const [oldest] = known
  if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest)
  known.add(file.hash)
  return 'shown'
}

async function maySeeHeld(db: Reads, file: RenditionFile, { who, token, now }: { who: Asker; token: string | undefined; now: Date }): Promise<boolean> {
  const previewed = token === undefined ? undefined : await previewedBy(db, token, now)
  if (previewed !== undefined && await isFileOf(db, file, previewed)) return true
  const reader = await who.reader()
  return reader !== undefined && isStrong(reader.factors) && isPermitted(reader.roles, 'see_articles')
}
