// German as a generated paper writes it: right in its grammar, by chance in what it says. Nouns go by rank: the plain
// ones are frequent, those made of two parts fill the middle, and those of three are the long tail of rare words.
import { pick, scattered, whole, zipf, type Chance } from './generate-chance.ts'
import type { Voice } from './generate-voice.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

type Gender = 'm' | 'f' | 'n'
interface Noun { text: string; gender: Gender }

const heads: Noun[] = [
  ...words(`Rat Haushalt Antrag Streit Plan Bericht Vertrag Preis Verein Ausschuss Beschluss Umbau Verkehr Betrieb Vorschlag Bau Markt Bedarf Entwurf Auftrag
    Protest Verlust Wandel Vorstand Beirat Bahnhof Platz Hafen Ertrag Zuschuss Vergleich Abbau Ausbau Streik Gewinn Anteil Wettbewerb Termin Prozess Schutz`).map((text) => ({ text, gender: 'm' as const })),
  ...words(`Stadt Schule Straße Brücke Debatte Gemeinde Entscheidung Sanierung Wahl Kritik Zahl Studie Halle Versammlung Firma Verwaltung Werkstatt Genossenschaft
    Reform Abgabe Klage Prüfung Förderung Initiative Linie Anlage Kammer Sitzung Frist Steuer Mannschaft Bühne Ausstellung Lösung Versorgung Verordnung Zeitung Miete Krise Pflege`).map((text) => ({ text, gender: 'f' as const })),
  ...words(`Gesetz Haus Projekt Geld Amt Problem Theater Krankenhaus Museum Werk Netz Verfahren Urteil Angebot Ergebnis Gutachten Ministerium Spiel Gelände Grundstück
    Programm Konzept Unternehmen Archiv Defizit Verbot Modell Bündnis Depot Quartier Stadion Turnier Gericht Viertel Verbrechen Gebäude Jahr Ufer Gewerbe Recht`).map((text) => ({ text, gender: 'n' as const })),
]
// Mixed, so that no gender holds the most frequent ranks.
const plain = heads.map((_, n) => heads[scattered(n, heads.length)] ?? { text: 'Rat', gender: 'm' as const })

const firsts = words(`Stadt Haushalts Verkehrs Bürger Landes Kinder Klima Strom Wasser Wohnungs Schul Bundes Kreis Gemeinde Straßen Bahn Bus Fahrrad Energie Wärme
  Gesundheits Kranken Pflege Rathaus Vereins Sport Fußball Schwimm Theater Museums Kultur Kirchen Orgel Denkmal Bau Brücken Tunnel Hafen Fluss Deich
  Wald Garten Markt Handels Laden Industrie Chemie Stahl Holz Textil Brauerei Bäcker Handwerks Arbeits Lohn Renten Steuer Schulden Kredit Banken
  Sparkassen Versicherungs Miet Eigentums Boden Grund Acker Ernte Wein Milch Fleisch Fischerei Jagd Tier Vogel Bienen Umwelt Natur Lärm
  Luft Müll Abfall Recycling Kohle Gas Öl Wind Solar Atom Netz Daten Digital Funk Telefon Post Zeitungs Presse Rundfunk Film
  Musik Chor Tanz Kunst Bücher Bibliotheks Archiv Forschungs Hochschul Studenten Lehrer Eltern Jugend Alten Frauen Männer Familien Nachbarschafts
  Polizei Feuerwehr Rettungs Katastrophen Hochwasser Sturm Brand Unfall Gerichts Straf Wahl Partei Koalitions Oppositions Minister Kanzler Präsidial Grenz Zoll Asyl
  Außen Friedens Rüstungs Krisen Reform Zukunfts Sonder Haupt Neben Mittel Ober Unter Nord Süd Ost West`)
const pairs = firsts.length * plain.length
/** Of three parts there are two million; so many of them are in use. */
const threes = 400_000
const nouns = plain.length + pairs + threes

function noun(rank: number): Noun {
  if (rank < plain.length) return plain[rank] ?? { text: 'Rat', gender: 'm' }
  if (rank < plain.length + pairs) return pair(rank - plain.length)
  const { text, gender } = pair(scattered(rank - plain.length - pairs, pairs))
  const first = firsts[(rank * 31) % firsts.length] ?? 'Stadt'
  return { text: first + text.toLowerCase(), gender }
}
function pair(n: number): Noun {
  const at = scattered(n, pairs)
  const head = plain[at % plain.length] ?? { text: 'Rat', gender: 'm' as const }
  return { text: (firsts[Math.floor(at / plain.length)] ?? 'Stadt') + head.text.toLowerCase(), gender: head.gender }
}

const adjectives = words(`neu alt groß klein früh spät hart weit lang kurz offen still jung stark schwach reich arm klar wichtig nötig möglich öffentlich städtisch
  ländlich kirchlich politisch rechtlich finanziell sozial kommunal regional digital lokal jährlich täglich heftig ruhig schwierig einfach umstritten beliebt bekannt
  unbekannt vergessen geplant beschlossen verschoben gescheitert gelungen überraschend teur günstig sicher gefährlich künftig bisherig damalig hiesig dortig gemeinsam
  getrennt ehrenamtlich unabhängig zuständig verantwortlich vorläufig endgültig dringend freiwillig notwendig gründlich`)
const verbs = words(`fordert beschließt verschiebt verlangt erklärt prüft plant kauft verkauft verteidigt kritisiert begrüßt verliert gewinnt erwartet sucht findet zeigt
  eröffnet schließt bestätigt bestreitet bezahlt erhält verspricht vergisst braucht verhindert ermöglicht untersucht veröffentlicht streicht erhöht senkt vermisst sperrt saniert gründet`)
const prepositions = words('mit nach bei seit von aus zu trotz')
const openings = [...words('Inzwischen Trotzdem Danach Bislang Offenbar Zunächst Schließlich Dabei Allerdings Seitdem Vielleicht Heute'), 'Am Montag', 'Am Dienstag', 'Am Mittwoch', 'Am Donnerstag',
  'Am Freitag', 'Am Wochenende', 'Im Frühjahr', 'Im Herbst', 'Vor zehn Jahren', 'Seit dem Sommer', 'Im vergangenen Jahr', 'Nach langem Streit', 'In dieser Woche']
const firstNames = words(`Anna Jost Marlene Karim Hanne Tomasz Ulrike Emre Frieda Benno Ines Lorenz Aylin Gesine Malte Wiebke Rosa Henrik Mira Konrad Selma Arne Judith Piet Lena
  Oskar Dilan Edda Jan Katrin Ruth Sven Thea Yusuf Elif Matteo Nele Paula Rainer Silke`)
const nameBegins = words(`Bram Lind Holt Fedd Oster Wester Kars Mark Rein Stein Buch Kess Vogel Hart Wolf Brand Kamp Roth Lang Grün Winter Sommer Berg Hag Thal Krug Sand Moor Ell Dorn`)
const nameEnds = words('feld mann berg ert dorf wald hagen meier brink rath horst bach loh stedt mark kamp sen holz hoff au')
const places = words('Wallstedt Brenkow Lohhagen Ostermark Harsum Thalbrück Neuwieren Kessenau Sandkrug Moorhusen Grünloh Elmsrode Dornum Rothfelde Steinbrink')

const endings = { nominative: { m: 'der', f: 'die', n: 'das' }, accusative: { m: 'den', f: 'die', n: 'das' }, dative: { m: 'dem', f: 'der', n: 'dem' } }
const indefinite = { nominative: { m: ['ein', 'er'], f: ['eine', 'e'], n: ['ein', 'es'] }, accusative: { m: ['einen', 'en'], f: ['eine', 'e'], n: ['ein', 'es'] }, dative: { m: ['einem', 'en'], f: ['einer', 'en'], n: ['einem', 'en'] } } as const
type Case = keyof typeof endings

export const german: Voice = {
  language: 'de',
  sentence(chance, about) {
    const form = chance()
    if (form < 0.3) return `${upper(phrase(chance, about, 'nominative'))} ${pick(chance, verbs)} ${phrase(chance, about, 'accusative')}${aside(chance, about)}.`
    if (form < 0.55) return `${pick(chance, openings)} ${pick(chance, verbs)} ${phrase(chance, about, 'nominative')} ${phrase(chance, about, 'accusative')}${aside(chance, about)}.`
    if (form < 0.7) return `${upper(phrase(chance, about, 'nominative'))} ${pick(chance, verbs)} ${phrase(chance, about, 'accusative')}, und ${phrase(chance, about, 'nominative')} ${pick(chance, verbs)} ${phrase(chance, about, 'accusative')}.`
    if (form < 0.82) return `„${upper(phrase(chance, about, 'nominative'))} ${pick(chance, verbs)} ${phrase(chance, about, 'accusative')}“, sagt ${person(chance)} aus ${pick(chance, places)}.`
    if (form < 0.92) return `Rund ${whole(chance, 2, 980)}.000 Euro kostet ${phrase(chance, about, 'nominative')}${aside(chance, about)}, ${whole(chance, 2, 60)} Prozent mehr als ${whole(chance, 1998, 2025)}.`
    return `Warum ${phrase(chance, about, 'nominative')} ${phrase(chance, about, 'accusative')} ${pick(chance, verbs)}, weiß in ${pick(chance, places)} niemand.`
  },
  kicker: (chance, about) => subjectOf(chance, about).text,
  headline(chance, about) {
    const [subject, object] = [subjectOf(chance, about), chosen(chance, about)]
    const form = chance()
    if (form < 0.6) return `${subject.text} ${pick(chance, verbs)} ${adjective(chance)}${indefinite.accusative[object.gender][1]} ${object.text}`
    if (form < 0.8) return `${upper(endings.nominative[subject.gender])} ${subject.text} und ${endings.nominative[object.gender]} ${adjective(chance)}e ${object.text}`
    return `${pick(chance, places)}: ${upper(adjective(chance))}${indefinite.nominative[subject.gender][1]} ${subject.text}, ${adjective(chance)}${indefinite.nominative[object.gender][1]} ${object.text}`
  },
  heading(chance, about) {
    const { text, gender } = subjectOf(chance, about)
    return chance() < 0.5 ? `${upper(adjective(chance))}${indefinite.nominative[gender][1]} ${text}` : `Was ${endings.nominative[gender]} ${text} kostet`
  },
  person,
  place: (chance) => pick(chance, places),
}

export function topicName(n: number): string {
  return pair(n).text
}
/** The name of the n-th author; each has a surname of her own. */
export function authorName(n: number): string {
  const surnames = nameBegins.length * nameEnds.length
  const at = scattered(n, surnames)
  return `${firstNames[scattered(n, firstNames.length)] ?? 'Anna'} ${nameBegins[Math.floor(at / nameEnds.length)] ?? ''}${nameEnds[at % nameEnds.length] ?? ''}`
}

function person(chance: Chance): string {
  return `${pick(chance, firstNames)} ${pick(chance, nameBegins)}${pick(chance, nameEnds)}`
}

/** What the article is about; by chance where that is nothing. */
function subjectOf(chance: Chance, about: number[]): Noun {
  return about.length > 0 ? pair(pick(chance, about)) : noun(zipf(chance, nouns))
}
/** One of the article's own nouns now and then, any other one else. */
function chosen(chance: Chance, about: number[]): Noun {
  return about.length > 0 && chance() < 0.12 ? pair(pick(chance, about)) : noun(zipf(chance, nouns))
}
function adjective(chance: Chance): string {
  return adjectives[zipf(chance, adjectives.length)] ?? 'neu'
}

function phrase(chance: Chance, about: number[], as: Case): string {
  const { text, gender } = chosen(chance, about)
  const definite = chance() < 0.7
  const [article, ending] = definite ? [endings[as][gender], as === 'dative' || (as === 'accusative' && gender === 'm') ? 'en' : 'e'] : indefinite[as][gender]
  return chance() < 0.4 ? `${article} ${adjective(chance)}${ending} ${text}` : `${article} ${text}`
}
function aside(chance: Chance, about: number[]): string {
  return chance() < 0.35 ? ` ${pick(chance, prepositions)} ${phrase(chance, about, 'dative')}` : ''
}
function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
