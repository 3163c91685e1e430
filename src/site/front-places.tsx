// Which article stands in which slot of the front page now, in the order in which they are read.
import { paper, sections } from '../articles/reads/paper.ts'
import type { Placed } from '../audience/slot.ts'
import type { Reads } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { frontNow, placing } from './front.ts'
import { FrontBody } from './views/front-view.tsx'

/** As the page itself is drawn: nobody else knows what stands where. */
export async function frontPlaces(db: Reads, now: Date): Promise<Placed[]> {
  const ours = await paper(db)
  const front = await frontNow(db, { sections: await sections(db), paper: ours, now })
  const places: Placed[] = []
  const place = placing(front, (slot, { id }) => void places.push({ slot, article_id: id }))
  await (<FrontBody t={translator(ours.language)} front={front} place={place} appeal={undefined} />).toString()
  return places
}
