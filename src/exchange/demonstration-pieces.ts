// What the newsroom of the demonstration works on, whenever somebody looks: by days from today.
import type { Task } from '../newsroom/plan.ts'
import type { Movable } from '../newsroom/stage.ts'

export interface Tasked { task: Task; who: string; /** Nobody of the staff. */ isOutside?: true; /** Later or earlier than the piece is planned. */ days?: number; note?: string; isDone?: boolean }
export interface Piece {
  headline: string
  kicker?: string
  standfirst?: string
  section: string
  language?: 'en'
  in_days: number | null
  brief: string
  length: number
  tasks: Tasked[]
  /** Whoever writes it, with what is there already. */
  text?: { by: string; paragraphs: string[] }
  topics?: string[]
  picture?: string
  /** How it has come as far as it is, the last step the latest. */
  moves?: { to: Movable; by: string; note: string }[]
  /** Nothing of it is public before that. */
  embargo?: { days: number; hour: number }
  /** Published by itself. */
  schedule?: { days: number; hour: number; by: string }
}

export const editor = 'Editha Probst'
export const choir = 'Die Probe beginnt auf Ebene drei'

export const pieces: readonly Piece[] = [
  {
    headline: choir, kicker: 'Musik', section: 'kultur', in_days: 0, length: 1_600, brief: 'Der Kirchenchor probt im Parkhaus, weil der Saal saniert wird. Kommt auch Publikum?', topics: ['St. Marien', 'Vereine'], picture: 'parkhaus',
    tasks: [{ task: 'text', who: 'Nele Harksen', isDone: true }, { task: 'photo', who: 'Fotobüro Nord', isOutside: true }, { task: 'editing', who: editor, note: 'Kürzen auf eine Spalte.' }],
    text: {
      by: 'Nele Harksen', paragraphs: [
        'Um kurz nach sieben fährt Herta Lüders ihren Kombi auf Ebene drei, öffnet die Heckklappe und holt vierzig Notenmappen heraus. Seit der Gemeindesaal saniert wird, probt der Kirchenchor von St. Marien im Parkhaus am Bahnhof, zwischen den Stellplätzen 311 und 338.',
        'Den Nachhall hat der Kantor gemessen: vier Komma acht Sekunden, länger als im Dom von Bad Oelde. Beim Kyrie stehen die Bässe deshalb drei Meter weiter hinten. Wer auf Ebene zwei einparkt, hört den Alt.',
        'Die Stadt verlangt für die Proben die übliche Gebühr, einen Euro je Stunde und Stellplatz. Der Chor zahlt sie aus der Kollekte und bekommt dafür eine Quittung, auf der „Parkvorgang“ steht.',
      ],
    },
    moves: [{ to: 'editing', by: 'Nele Harksen', note: 'Kann heute. Das Foto vom Fotobüro kommt gegen drei.' }],
  },
  {
    headline: 'Die Rathausuhr geht sieben Minuten vor', kicker: 'Rathaus', section: 'stadt', in_days: 0, length: 2_500, brief: 'Seit wann, und wer hat sich schon danach gerichtet? Bauhof fragen, Busfahrplan vergleichen.', topics: ['Rathaus'],
    tasks: [{ task: 'text', who: 'Ilka Brandes' }, { task: 'fact_check', who: editor, note: 'Bitte zwei Uhren vergleichen, keine davon städtisch.' }],
    text: {
      by: 'Ilka Brandes', paragraphs: ['Wer am Marktplatz steht und auf die Rathausuhr sieht, kommt überall zu früh. Sieben Minuten geht sie vor, seit wann, weiß der Bauhof nicht; er stellt seine eigene nach ihr.'],
    },
  },
  {
    headline: 'In eigener Sache: Wir drucken wieder sonnabends', section: 'meinung', in_days: 1, length: 1_800, brief: 'Warum wir es gelassen haben, warum wir es wieder tun, und was es die Genossenschaft kostet.',
    tasks: [{ task: 'text', who: editor, note: 'Ohne „Liebe Leserinnen und Leser“.' }],
  },
  {
    headline: 'The town hall clock is seven minutes fast', kicker: 'Town hall', section: 'stadt', language: 'en', in_days: 1, length: 2_200, brief: 'Ilka’s piece for the English edition. Explain the Bauhof to people who have never been sent there.', topics: ['Rathaus'],
    tasks: [{ task: 'text', who: 'Rosalind Byrne' }, { task: 'editing', who: editor, note: 'Is “Bauhof” better left in German? I think so.' }],
    text: {
      by: 'Rosalind Byrne', paragraphs: ['Anyone who sets out by the clock on Wallstedt’s town hall arrives seven minutes early, which in this town is noticed. Nobody can say when it began to run ahead. The municipal yard, asked for the right time, sets its own clock by it.'],
    },
  },
  {
    headline: 'Das Gutachten über das Gutachten', kicker: 'Messstelle', section: 'politik', in_days: 1, length: 5_500, brief: 'Die Stadt hat prüfen lassen, ob geprüft wurde. Beide Büros haben denselben Briefkasten.', topics: ['Rathaus', 'Haushalt'], picture: 'akten',
    standfirst: 'Ein Büro hat die Luft am Wall gemessen, ein zweites das Messen. Auf dem Klingelschild steht ein Name.',
    tasks: [{ task: 'text', who: 'Jost Feddern', isDone: true }, { task: 'editing', who: editor, isDone: true }],
    text: {
      by: 'Jost Feddern', paragraphs: [
        'Für 18.400 Euro hat die Stadt im Frühjahr prüfen lassen, ob die Messstelle am Wall richtig misst. Für weitere 9.200 Euro hat sie danach prüfen lassen, ob richtig geprüft wurde. Beide Gutachten kommen zu demselben Ergebnis, und das in denselben Worten, auf den Seiten 4 bis 31.',
        'Die Büros heißen verschieden. Ihr Briefkasten im zweiten Hof der Seilergasse ist einer. „Wir arbeiten räumlich eng zusammen“, sagt der Inhaber des ersten Büros, und auf die Frage nach dem Inhaber des zweiten sagt er, der sei gerade nicht da, er könne ihm aber etwas ausrichten.',
        'Das Rathaus verweist auf die Vergaberichtlinie. Sie verlangt zwei unabhängige Gutachten. Dass sie von zwei Leuten sein müssen, verlangt sie nicht.',
      ],
    },
    moves: [
      { to: 'editing', by: 'Jost Feddern', note: 'Zahlen sind aus der Vorlage 88, Seite 12.' },
      { to: 'legal', by: editor, note: 'Absatz zwei: Haben beide Büros Gelegenheit gehabt, etwas zu sagen? Bitte vor dem Umweltausschuss klären.' },
    ],
  },
  {
    headline: 'Der Stadtpreis geht an jemanden, der absagt', kicker: 'Ehrung', section: 'kultur', in_days: 1, length: 2_800, brief: 'Mitteilung der Stadt mit Sperrfrist bis zur Verleihung. Die Preisträgerin hat uns schon gesagt, warum sie nicht kommt.', topics: ['Rathaus', 'Heimatmuseum'],
    standfirst: 'Zum ersten Mal seit 1963 bleibt der Stuhl in der ersten Reihe leer. Die Rede wird trotzdem gehalten.',
    tasks: [{ task: 'text', who: 'Nele Harksen', isDone: true }, { task: 'photo', who: 'Henrike Sölter', isOutside: true, note: 'Der leere Stuhl, vor der Feier.' }],
    text: {
      by: 'Nele Harksen', paragraphs: [
        'Die Stadt Wallstedt ehrt in diesem Jahr Wiebke Thomsen, die vier Jahrzehnte lang die Programmzettel des Stadttheaters gesetzt hat, ohne eine Vorstellung zu sehen. Sie freue sich, ließ sie ausrichten, komme aber nicht: Um diese Zeit beginne ihre Schicht.',
        'Der Preis ist mit 500 Euro und einem Zinnteller dotiert. Den Teller bringt Oberbürgermeister Harm Dettleff nun mit der Linie 4 vorbei, sofern sie fährt.',
      ],
    },
    moves: [{ to: 'editing', by: 'Nele Harksen', note: '' }, { to: 'ready', by: 'Jost Feddern', note: 'Fertig, aber Sperrfrist: nicht vor der Verleihung.' }],
    embargo: { days: 1, hour: 18 },
  },
  {
    headline: 'Der neue Fahrplan ist jetzt lesbar', kicker: 'Linie 4', section: 'stadt', in_days: 2, length: 2_000, brief: 'Die Stadtwerke haben die Schrift vergrößert und dafür Abfahrten gestrichen.', topics: ['Straßenbahn', 'Stadtwerke', 'Verkehr'], picture: 'depot',
    standfirst: 'Die Stadtwerke drucken größer. Gestrichen wurde, was nicht mehr auf das Blatt ging.',
    tasks: [{ task: 'text', who: 'Ilka Brandes', isDone: true }],
    text: {
      by: 'Ilka Brandes', paragraphs: [
        'Der Fahrplan der Linie 4 hängt seit gestern in doppelter Schriftgröße aus. Beschwerden älterer Fahrgäste hatten die Stadtwerke dazu bewogen; das Blatt im Aushang ist dabei so groß geblieben, wie es war.',
        'Entfallen sind deshalb die Fahrten um 6.12 Uhr, um 21.40 Uhr und alle am zweiten Sonntag im Monat. Gefahren werden sie weiterhin, sagt die Sprecherin der Stadtwerke, „aber das müsste man wissen“.',
      ],
    },
    moves: [{ to: 'editing', by: 'Ilka Brandes', note: '' }, { to: 'ready', by: 'Jost Feddern', note: 'Gelesen, eine Uhrzeit berichtigt.' }],
    schedule: { days: 2, hour: 6, by: 'Marlene Ostwaldt' },
  },
  {
    headline: 'Wer auf dem Wintermarkt noch Glühwein verkaufen darf', section: 'wirtschaft', in_days: 2, length: 4_500, brief: 'Neue Satzung: drei Stände statt elf. Liste vom Ordnungsamt ist zugesagt.', topics: ['Innenstadt'],
    tasks: [{ task: 'text', who: 'Fritjof Aumann' }, { task: 'data', who: 'Fritjof Aumann', days: -1 }],
  },
  {
    headline: 'Was die Messstelle am Wall wirklich misst', section: 'politik', in_days: 4, length: 7_000, brief: 'Der Umweltausschuss tagt am Abend vorher. Gutachten liegt vor, noch nicht geprüft.', topics: ['Verkehr'],
    tasks: [{ task: 'text', who: 'Jost Feddern' }, { task: 'fact_check', who: editor, days: -5, note: 'Grenzwerte von Hand nachrechnen.' }],
  },
  {
    headline: 'Der Achter sucht den achten Mann', kicker: 'Rudern', section: 'sport', in_days: 5, length: 3_000, brief: 'Probetraining am Sonnabend. Wer kommt, muss schwimmen können und dienstags frei haben.', topics: ['Ruderverein'],
    tasks: [{ task: 'text', who: 'Tjark Wiemann' }, { task: 'photo', who: 'Henrike Sölter', isOutside: true }],
  },
  { headline: 'Der Pokal ist weg', section: 'sport', in_days: null, length: 2_000, brief: 'Hallenturnier ohne Wanderpokal. Hat ihn noch der Sieger von 2019?', tasks: [] },
]
