// What two agencies that do not exist have sent to the demonstration, in German and in English.
import type { Wired } from './wired.ts'

export interface Agency { name: string; agency: string; language: string; section: string; mappings: [subject: string, section: string][] }
export interface Sent extends Pick<Wired, 'foreign_id' | 'headline' | 'standfirst' | 'dateline_place' | 'urgency'> {
  from: Agency
  hoursAgo: number
  paragraphs: string[]
  subjects: string[]
  version?: string
  language?: string
  bylines?: string[]
  note?: string
  /** Nothing of it is public before that many hours are over. */
  embargoHours?: number
  /** Who has made an article of it. */
  takenBy?: string
}

const valley: Agency = { name: 'Untertal-Presse', agency: 'utp', language: 'de', section: 'stadt', mappings: [['Sport', 'sport'], ['Wirtschaft', 'wirtschaft'], ['Politik', 'politik'], ['Kultur', 'kultur']] }
const hinterland: Agency = { name: 'Hinterland Wire', agency: 'hlw', language: 'en', section: 'stadt', mappings: [['Business', 'wirtschaft'], ['Arts', 'kultur'], ['Politics', 'politik']] }
export const agencies = [valley, hinterland]

const closure = [
  'Die Bahnstrecke zwischen Wallstedt und Bad Oelde bleibt an den kommenden drei Wochenenden gesperrt. Auf fünf Kilometern werden die Schwellen erneuert, teilte der Betreiber am Vormittag mit.',
  'Betroffen sind nach Angaben des Unternehmens 41 Züge, darunter auch der Frühzug um 5.17 Uhr, den im vergangenen Jahr im Schnitt zwei Fahrgäste nutzten. Fahrkarten behalten ihre Gültigkeit.',
]

/** In the order in which they came. */
export const sent: readonly Sent[] = [
  {
    from: valley, hoursAgo: 30, foreign_id: 'utp-4711', urgency: 5, headline: 'Molkerei in Oberwäll sucht einen Käufer', standfirst: 'Der Betrieb hat 34 Beschäftigte und ein Rezept, das niemand aufgeschrieben hat.', dateline_place: 'Oberwäll', subjects: ['Wirtschaft', 'Lebensmittel'], bylines: ['Gesa Rickmers'], takenBy: 'Fritjof Aumann',
    paragraphs: [
      'Die Genossenschaftsmolkerei in Oberwäll soll verkauft werden. Der Vorstand teilte den Mitgliedern am Abend mit, dass man „Gespräche mit Interessenten“ führe; auf Nachfrage waren es einer.',
      'Die Molkerei verarbeitet täglich 60.000 Liter Milch. Ihr bekanntestes Erzeugnis, ein Schnittkäse mit Kümmel, entsteht seit 1958 nach Gehör: Der Käsemeister klopft.',
      'Über den Verkauf entscheidet die Versammlung der Mitglieder im kommenden Monat. Nötig ist eine Mehrheit von drei Vierteln.',
    ],
  },
  {
    from: hinterland, hoursAgo: 26, foreign_id: 'hlw-2201', urgency: 6, headline: 'Three valley towns agree to share one snow plough', standfirst: 'The machine will spend its summers in the town that got it last in winter.', dateline_place: 'BAD OELDE', subjects: ['Politics', 'Winter'], bylines: ['Martin Quill'], takenBy: 'Rosalind Byrne',
    paragraphs: [
      'Three towns in the lower Wäll valley will share a single snow plough this winter after their councils failed to agree on who should buy the second one.',
      'Under the arrangement the plough moves downstream with the weather. Each town may keep it for as long as it can show that snow is lying, a rule which officials expect to be read generously.',
      'The plough cost 214,000 euros. A fourth town, upstream, declined to take part and said it would wait for a thaw.',
    ],
  },
  {
    from: valley, hoursAgo: 20, foreign_id: 'utp-4718', urgency: 6, headline: 'Landesamt zählt 412 Feldhamster, alle am selben Hang', standfirst: '', dateline_place: 'Bad Oelde', subjects: ['Umwelt'],
    paragraphs: [
      'Bei der herbstlichen Zählung im Unteren Wälltal hat das Landesamt für Naturkunde 412 Feldhamster erfasst. Alle leben an einem Hang südlich von Bad Oelde, den die Stadt als Gewerbegebiet vorgesehen hat.',
      'Die Stadt kündigte an, die Tiere zu zählen, sobald sie schlafen. Dann seien es erfahrungsgemäß weniger.',
    ],
  },
  {
    from: hinterland, hoursAgo: 9, foreign_id: 'hlw-2214', urgency: 7, headline: 'Beaver dam diverts cycle path for a third year', standfirst: '', dateline_place: 'WALLSTEDT', subjects: ['Environment'], bylines: ['Agnes Farrow'],
    paragraphs: [
      'The cycle path along the Wäll will be diverted for a third year running because a family of beavers has extended its dam by eleven metres, the district said.',
      'The diversion adds four kilometres and a hill. A count by the cyclists’ association found that one rider in six now takes a boat.',
    ],
  },
  { from: valley, hoursAgo: 5, foreign_id: 'utp-4730', version: '1', urgency: 4, headline: 'Bahnstrecke nach Bad Oelde an drei Wochenenden gesperrt', standfirst: '', dateline_place: 'Wallstedt', subjects: ['Verkehr', 'Bahn'], paragraphs: closure },
  // The same, passed on by the other agency's German desk.
  { from: hinterland, hoursAgo: 4.2, foreign_id: 'hlw-de-310', language: 'de', urgency: 5, headline: 'Drei Wochenenden ohne Züge zwischen Wallstedt und Bad Oelde', standfirst: '', dateline_place: 'Wallstedt', subjects: ['Verkehr'], paragraphs: [...closure, 'Der Fahrgastverband nannte die Ankündigung „für hiesige Verhältnisse früh“.'] },
  {
    from: valley, hoursAgo: 3, foreign_id: 'utp-4730', version: '2', urgency: 3, headline: 'Bahnstrecke nach Bad Oelde an drei Wochenenden gesperrt: Ersatzbusse fahren', standfirst: 'Die Busse brauchen 25 Minuten länger und halten auch in Oberwäll.', dateline_place: 'Wallstedt', subjects: ['Verkehr', 'Bahn'], note: 'Neu: Ersatzbusse, dritter Absatz.',
    paragraphs: [...closure, 'Zwischen beiden Städten fahren stündlich Busse. Sie brauchen 25 Minuten länger als der Zug und nehmen keine Fahrräder mit.'],
  },
  {
    from: valley, hoursAgo: 2.5, foreign_id: 'utp-4733', urgency: 5, headline: 'Jedes dritte Vereinsheim im Tal hat kein warmes Wasser', standfirst: 'Das ergab eine Umfrage des Kreissportbunds.', dateline_place: 'Wallstedt', subjects: ['Sport', 'Vereine'], embargoHours: 20, note: 'Sperrfrist beachten: Vorstellung der Umfrage am nächsten Vormittag.',
    paragraphs: [
      'In jedem dritten Vereinsheim des Unteren Wälltals wird kalt geduscht. Das hat eine Umfrage des Kreissportbunds unter 96 Vereinen ergeben, von denen 71 antworteten, die meisten davon handschriftlich.',
      'Der Verband fordert vom Kreis ein Sonderprogramm. Einzig der Schachklub meldete keinen Bedarf.',
    ],
  },
  {
    from: hinterland, hoursAgo: 1.5, foreign_id: 'hlw-2219', urgency: 5, headline: 'Rope museum offers to buy the last rope', standfirst: 'The price is by the metre, and nobody has measured it yet.', dateline_place: 'WALLSTEDT', subjects: ['Business', 'Arts'], bylines: ['Martin Quill'],
    paragraphs: [
      'A rope museum on the coast has offered to buy the last rope made at the Nolte works in Wallstedt, which closed this month after 152 years.',
      'The company has agreed in principle but says that the rope is still holding something.',
    ],
  },
  { from: valley, hoursAgo: 0.4, foreign_id: 'utp-4738', urgency: 2, headline: 'EIL: Schleuse Wallstedt öffnet nach vier Tagen wieder', standfirst: '', dateline_place: 'Wallstedt', subjects: ['Verkehr'], paragraphs: ['Die Schleuse in Wallstedt ist nach viertägiger Sperrung wieder frei. Das Untertor ließ sich am Vormittag öffnen, teilte das Amt für das linke Ufer mit. Das Amt für das rechte prüft noch.'] },
]
