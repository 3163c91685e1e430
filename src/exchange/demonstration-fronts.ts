// Fronts of the demonstration as somebody has laid them out: the paper's, one section's and one topic's; of the paper's also the one of
// the day before. What nobody placed fills itself.
import { sections, topicBySlug } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { secondsAfter, secondsBefore } from '../base/time.ts'
import { frontState, pinUntil, placeArticle, publishFront, ruleBlock, seenOf, type Editing } from '../newsroom/front.ts'
import { roomIn, sectionBlock, type Slot } from '../newsroom/front-slots.ts'
import { ofPaper, type FrontOf, type FrontRule } from '../newsroom/reads/fronts.ts'

interface Placed extends Slot { /** The number that it has in the archive, too. */ article_id: number; /** So many hours from now it stands no longer. */ hours?: number }
interface Version { of: FrontOf; hoursAgo: number; placed: Placed[]; rule?: { block: string; rule: FrontRule; topic_id: null } }

export async function giveDemonstrationFronts(db: Db, { by, now }: { by: number; now: Date }): Promise<void> {
  const all = await sections(db)
  const sectionAt = (slug: string) => all.find((one) => one.slug === slug)?.id ?? 0
  const river: FrontOf = { section_id: null, topic_id: (await topicBySlug(db, 'waell'))?.id ?? null }
  const versions: Version[] = [
    { of: ofPaper, hoursAgo: 26, placed: [{ block: 'lead', position: 1, article_id: 2 }, { block: 'also', position: 1, article_id: 9 }, { block: 'feature', position: 1, article_id: 31 }] },
    {
      of: ofPaper, hoursAgo: 4, rule: { block: sectionBlock(sectionAt('meinung')), rule: 'discussed', topic_id: null },
      placed: [{ block: 'lead', position: 1, article_id: 1 }, { block: 'also', position: 1, article_id: 4 }, { block: 'also', position: 2, article_id: 13, hours: 31 }, { block: 'main', position: 1, article_id: 2 }],
    },
    { of: { section_id: sectionAt('stadt'), topic_id: null }, hoursAgo: 4, placed: [{ block: 'top', position: 1, article_id: 1 }, { block: 'top', position: 2, article_id: 4 }, { block: 'top', position: 3, article_id: 32, hours: 55 }] },
    { of: river, hoursAgo: 3, placed: [{ block: 'top', position: 1, article_id: 4 }, { block: 'top', position: 2, article_id: 16 }] },
  ]
  for (const version of versions) await layOut(db, version, { room: (block) => roomIn(block, all), staff_id: by, now })
}

async function layOut(db: Db, { of, hoursAgo, placed, rule }: Version, { room, staff_id, now }: Editing & { room: (block: string) => number }) {
  const act = { staff_id, now: secondsBefore(now, hoursAgo * 3_600) }
  for (const { article_id, hours, ...slot } of placed) {
    await placeArticle(db, { of, article_id, slot, room: room(slot.block) }, act)
    if (hours !== undefined) await pinUntil(db, { of, article_id, until: secondsAfter(now, hours * 3_600) }, act)
  }
  if (rule) await ruleBlock(db, { of, ...rule }, act)
  const { draft } = await frontState(db, of, act)
  await publishFront(db, { of, seen: seenOf(draft), starts_at: null, over: null }, act)
}
