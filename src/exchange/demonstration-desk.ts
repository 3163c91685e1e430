// What the desk of the demonstration has before it: pieces around today, so that its calendar is not empty on the day somebody looks.
import { createArticle } from '../articles/article.ts'
import { authorNamed } from '../articles/naming.ts'
import { paper, sections } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { dayOf, secondsBefore } from '../base/time.ts'
import { slugOf } from '../base/slug.ts'
import { addDays } from '../funding/rhythm.ts'
import { assign, beginIdea, planArticle, type Task } from '../newsroom/plan.ts'
import { staffMembers } from '../newsroom/reads/people.ts'

interface Piece { headline: string; section: string; in_days: number | null; brief: string; length: number; tasks: [Task, string][]; kicker?: string; text?: string[] }

const pieces: Piece[] = [
  {
    headline: 'Die Probe beginnt auf Ebene drei', kicker: 'Musik', section: 'kultur', in_days: 0, length: 3_500, brief: 'Der Kirchenchor probt im Parkhaus, weil der Saal saniert wird. Kommt auch Publikum?', tasks: [['text', 'Nele Harksen'], ['photo', 'Fotobüro Nord']],
    text: [
      'Um kurz nach sieben fährt Herta Lüders ihren Kombi auf Ebene drei, öffnet die Heckklappe und holt vierzig Notenmappen heraus. Seit der Gemeindesaal saniert wird, probt der Kirchenchor von St. Marien im Parkhaus am Bahnhof, zwischen den Stellplätzen 311 und 338.',
      'Den Nachhall hat der Kantor gemessen: vier Komma acht Sekunden, länger als im Dom von Bad Oelde. Beim Kyrie stehen die Bässe deshalb drei Meter weiter hinten. Wer auf Ebene zwei einparkt, hört den Alt.',
      'Die Stadt verlangt für die Proben die übliche Gebühr, einen Euro je Stunde und Stellplatz. Der Chor zahlt sie aus der Kollekte und bekommt dafür eine Quittung, auf der „Parkvorgang“ steht.',
    ],
  },
  { headline: 'Die Rathausuhr geht sieben Minuten vor', section: 'stadt', in_days: 0, length: 2_500, brief: 'Seit wann, und wer hat sich schon danach gerichtet? Bauhof fragen, Busfahrplan vergleichen.', tasks: [['text', 'Ilka Brandes']] },
  { headline: 'Wer auf dem Wintermarkt noch Glühwein verkaufen darf', section: 'wirtschaft', in_days: 2, length: 4_500, brief: 'Neue Satzung: drei Stände statt elf. Liste vom Ordnungsamt ist zugesagt.', tasks: [['text', 'Fritjof Aumann'], ['data', 'Fritjof Aumann']] },
  { headline: 'Was die Messstelle am Wall wirklich misst', section: 'politik', in_days: 4, length: 7_000, brief: 'Der Umweltausschuss tagt am Abend vorher. Gutachten liegt vor, noch nicht geprüft.', tasks: [['text', 'Jost Feddern'], ['fact_check', 'Marlene Ostwaldt']] },
  { headline: 'Der Pokal ist weg', section: 'sport', in_days: null, length: 2_000, brief: 'Hallenturnier ohne Wanderpokal. Hat ihn noch der Sieger von 2019?', tasks: [] },
]

export async function giveDemonstrationDesk(db: Db, now: Date): Promise<void> {
  const [{ time_zone, language }, all, staff] = [await paper(db), await sections(db), await staffMembers(db)]
  const today = dayOf(now, time_zone)
  const chief = staff.find(({ roles }) => roles.includes('chief_editor')) ?? staff[0]
  const act = { by: chief ? `staff:${chief.id}` : 'demonstration', now: secondsBefore(now, 3_600) }
  for (const { section, in_days, tasks, ...piece } of pieces) {
    const section_id = all.find(({ slug }) => slug === section)?.id ?? all[0]?.id
    if (section_id === undefined || !chief) return
    const plan = { planned_on: in_days === null ? null : addDays(today, in_days), brief: piece.brief, length: piece.length }
    await atomically(db, async (tx) => {
      const article_id = piece.text ? await drafted(tx, { ...piece, text: piece.text, section_id, language }, act) : await beginIdea(tx, { headline: piece.headline, section_id, language, ...plan }, act)
      await planArticle(tx, { article_id, ...plan }, act)
      for (const [task, name] of tasks) await assign(tx, { article_id, task, who: { name }, due_on: plan.planned_on, note: '' }, { by: chief, now: act.now })
      if (piece.text) await assign(tx, { article_id, task: 'editing', who: { staff_id: chief.id }, due_on: plan.planned_on, note: 'Kürzen auf eine Spalte.' }, { by: chief, now: act.now })
    })
  }
}

interface Drafted { headline: string; kicker?: string; text: string[]; section_id: number; language: string; tasks?: never }

async function drafted(tx: Db, { headline, kicker = '', text, section_id, language }: Drafted, act: { by: string; now: Date }): Promise<number> {
  const body = { type: 'doc', content: text.map((one) => ({ type: 'paragraph', content: [{ type: 'text', text: one }] })) }
  const author_id = await authorNamed(tx, 'Nele Harksen', act)
  const { id } = await createArticle(tx, { headline, kicker, section_id, language, slug: slugOf(headline) || 'article', state: 'draft', stage: 'editing', body, bylines: [{ author_id, role: 'text' }], topic_ids: [] }, act)
  return id
}
