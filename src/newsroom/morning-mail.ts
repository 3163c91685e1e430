// Yesterday's figures go to those of the staff who want them, from the hour on that they chose: once for each day, however many
// processes look, and after a night in which none did.
import { paper } from '../articles/reads/paper.ts'
import { isFirstOf } from '../audience/mail-wish.ts'
import { staffMails, type Wanting } from '../audience/reads/mails.ts'
import { takenIn } from '../audience/turn.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { sendMail } from '../base/mail/mail.ts'
import { dayOf, hourOf, secondsBefore } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'
import { morningOf, type Morning } from './morning.ts'
import { morningLetter } from './morning-letter.ts'
import { waitingFor } from './waiting.ts'

interface Here { site: { url: string }; now: Date }

/** While hits of yesterday may still lie on a disk, mails wait; but not for so long. */
const patientHours = 2
const lookedBackSeconds = 35 * 60

export async function sendMorningMails(db: Db, { site, now }: Here): Promise<void> {
  const { time_zone: zone } = await paper(db)
  const [hour, day] = [hourOf(now, zone), addDays(dayOf(now, zone), -1)]
  const due = (await staffMails(db)).filter(({ daily_at, told_until }) => daily_at !== null && daily_at <= hour && told_until < day)
  if (due.length === 0) return
  const { isSettled } = await takenIn(db, { since: secondsBefore(now, lookedBackSeconds), now })
  const ready = due.filter(({ daily_at }) => isSettled || hour >= (daily_at ?? 0) + patientHours)
  if (ready.length === 0) return
  const morning = await morningOf(db, day)
  for (const who of ready) await atomically(db, (tx) => sendOne(tx, { who, morning }, { site, now }))
}

async function sendOne(tx: Db, { who, morning }: { who: Wanting; morning: Morning }, { site, now }: Here) {
  if (!(await isFirstOf(tx, { reader_id: who.id, day: morning.day }))) return
  await sendMail(tx, morningLetter(morning, { who, waiting: await waitingFor(tx, who), paper: { ...(await paper(tx)), url: site.url } }), now)
}
