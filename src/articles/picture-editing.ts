// What is known of a picture can be put right at any time, of one or of many at once. Where its smaller files say it or are
// cut by it, they are made anew, under new addresses; until then pages show the former ones.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { stale, staleAtOnce } from '../base/press/stale.ts'
import { keywordsIn } from './picture-metadata.ts'
import { bringBack, isOver, takeOff } from './picture-rights.ts'
import { articlesShowing } from './reads/media.ts'
import { indexArticles } from './search.ts'
import { lockPictures, updatePicture } from './writes/pictures.ts'

type Kept = Awaited<ReturnType<typeof lockPictures>>[number]
const texts = ['alt', 'title', 'caption', 'credit_person', 'credit_agency', 'rights', 'usage_terms', 'place'] as const
/** What the smaller files carry or are cut by. */
const printed = ['caption', 'credit_person', 'credit_agency', 'rights', 'focal_x', 'focal_y', 'zoom'] as const

export type PictureChange = Partial<Pick<Kept, (typeof texts)[number] | 'kind' | 'keywords' | 'taken_at' | 'rights_from' | 'rights_until' | 'focal_x' | 'focal_y' | 'zoom'>>
export interface Editing { ids: number[]; change: PictureChange; /** Put behind those there are. */ more_keywords?: string[] | undefined }

/** What is not named stays as it is. Answers how many pictures are other than they were. */
export function editPictures(db: Db, { ids, change, more_keywords = [] }: Editing, act: Act): Promise<number> {
  return atomically(db, async (tx) => {
    let changed = 0
    for (const picture of await lockPictures(tx, ids)) {
      const wanted = { ...change, ...(more_keywords.length > 0 ? { keywords: keywordsIn([...change.keywords ?? picture.keywords, ...more_keywords]) } : {}) }
      if (await editOne(tx, { picture, wanted }, act)) changed += 1
    }
    return changed
  })
}

async function editOne(tx: Db, { picture, wanted }: { picture: Kept; wanted: PictureChange }, act: Act): Promise<boolean> {
  const differing = differences(picture, wanted)
  if (Object.keys(differing).length === 0) return false
  const isPrinted = printed.some((column) => column in differing)
  await updatePicture(tx, picture.id, { ...differing, ...(isPrinted ? { version: picture.version + 1 } : {}), ...('rights_until' in differing ? { rights_warned_at: null } : {}) })
  const after = { ...picture, ...differing }
  await record(tx, { by: act.by, what: 'picture described', subject: `picture:${picture.name}`, now: act.now })
  if (isPrinted && !picture.taken_off_at) await enqueue(tx, 'picture-renditions', { picture_id: picture.id })
  if (!picture.taken_off_at && isOver(after, act.now)) await takeOff(tx, picture, act)
  else if (picture.taken_off_at && !isOver(after, act.now)) await bringBack(tx, picture, act)
  else if ('rights_until' in differing) await staleAtOnce(tx, `picture:${picture.name}`)
  else await stale(tx, `picture:${picture.name}`)
  if ('caption' in differing) await indexArticles(tx, (await articlesShowing(tx, picture.name, 1_000)).map(({ id }) => id))
  return true
}

function differences(picture: Kept, wanted: PictureChange): PictureChange {
  return Object.fromEntries(Object.entries(wanted).filter(([column, value]) => value !== undefined && told(value) !== told(Reflect.get(picture, column))))
}

/** A real number of the database is a little less than what was asked for. */
function told(value: unknown): string {
  return JSON.stringify(typeof value === 'number' ? Math.round(value * 10_000) : value)
}
