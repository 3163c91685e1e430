// The people of generated supporters: names as a German and English paper's readers have them, in the letters of many languages.
// None is anybody: names are put together by chance, mail addresses stand under domains that are nobody's (RFC 2606), and
// accounts lie at a bank whose number is given to none.
import { pick, whole, type Chance } from './generate-chance.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

interface Names { language: string; share: number; first: string[]; last: string[]; street: string[] }

const germanStreets = words('Lindenweg Marktgasse Bahnhofstraße Am_Deich Mühlenweg Gartenstraße Schulgasse Kirchplatz Hafenstraße Birkenallee Wallring Töpferstraße')
const germanNames: Names = {
  language: 'de', share: 0.74, street: germanStreets,
  first: words(`Anna Jost Marlene Hanne Ulrike Frieda Benno Ines Lorenz Gesine Malte Wiebke Rosa Henrik Mira Konrad Arne Judith Piet Lena Oskar Edda Jan Katrin Ruth Sven Thea Paula Rainer Silke
    Jürgen Günther Käthe Björn Jörg Bärbel Götz Sönke Heidrun Volker Anneliese Friedhelm Ottilie Ruprecht Hans-Jürgen Eva-Maria`),
  last: words(`Brammann Lindhorst Holtkamp Feddersberg Osterloh Westerhagen Karsbrink Markwald Reinstedt Steinrath Buchholzer Kessmeier Vogelsang Hartbach Wolfshöfer Brandsen Kampfeld Rothloh
    Langendörfer Grünmann Wintermark Sommerfeldt Berghöfer Hagstedt Thalbach Krugmann Sandhöfer Moorbach Ellerbrink Dornhorst Müllenrath Köhlersen Schäferding Größling Weißhaupt Jägerloh Kürschnau`),
}
const englishNames: Names = {
  language: 'en', share: 0.12, street: words('Lindenweg Marktgasse Church_Lane Station_Road Mill_Street Orchard_Close'),
  first: words('Alice Robert Margaret Thomas Fiona James Daniel Helen Owen Ruth Samir Clare Peter Nadia Hugh Siobhán Aoife Niamh Rhys Eilidh'),
  last: words('Ashworth Bennett Carrick Doyle Ellery Fairfax Harlow Ingram Jessop Lowell Mercer Norris Oakes Pryor O’Dwyer MacAllan St._Clair Fforde'),
}
const others: Names[] = [
  ['Łucja Grażyna Zbigniew Małgorzata Paweł', 'Wiśniewiecka Dąbrowiak Źródlak Błaszczak Ślązak'], ['Şule Çağla Gökhan İpek Yağmur', 'Öztürkmen Yıldırımcı Güneşoğlu Çelikbaş'],
  ['Jiří Dvořiška Květa Ondřej Růžena', 'Novotňák Říčanová Žďárský Hájíček'], ['Zoë Anaïs François Hélène Loïc', 'Lefèbvrier Garçonnet Boisséau Mâconnet'],
  ['Ågot Søren Øystein Åsa Göran', 'Sjögrenberg Ødegårdsen Ångstrand Kjærholm'], ['João Conceição Íñigo Begoña Núria', 'Gonçalvinho Ibáñezar Muñozal Peñalbar'],
  ['Ștefan Mădălina Răzvan Ioana', 'Țăranescu Brătuleanu Șerbănoiu'], ['Győző Zsófia Ágnes Örs', 'Szűcsvári Kőrösházi Végházy'], ['Đorđe Živko Šarlota Časlav', 'Đukićev Žarkovčić Šimunjak'],
  ['Thị_Hạnh Đức Phương Nguyên', 'Nguyễnh Trầnh Phạmh'], ['Ieva Jānis Ģirts Kšištof', 'Bērziņšs Ozoliņa Žukausk'],
].map(([first = '', last = '']) => ({ language: 'de', share: 0.0118, first: words(first), last: words(last), street: germanStreets }))
/** In letters that no bank's file may hold: the account is held under the name as a passport has it. */
const otherScripts = [
  ['Ελένη Παπαδάκη', 'Eleni Papadaki'], ['Оксана Коваленчук', 'Oksana Kovalenchuk'], ['Димитър Стоянчев', 'Dimitar Stoyanchev'], ['سلمى الحدادي', 'Salma Al Haddadi'], ['林 曉芳', 'Lin Xiaofang'], ['דינה לבנוני', 'Dina Levanoni'],
  ['ნინო ბერიძაშვილი', 'Nino Beridzashvili'], ['सुनीता शर्माल', 'Sunita Sharmal'], ['佐藤 美咲子', 'Sato Misakiko'],
] as const
const cultures = [germanNames, englishNames, ...others]
const domains = ['example.org', 'example.com', 'example.net', 'post.example', 'mail.example', 'kanzlei.example', 'schule.example']
const places = [['Wallstedt', '00001'], ['Brenkow', '00002'], ['Lohhagen', '00003'], ['Harsum am Deich', '00004'], ['Thalbrück', '00005'], ['Kessenau', '00006'], ['Neuwieren', '00007']] as const

export interface GeneratedPerson { name: string; /** As it stands with the bank. */ holder: string; mail_address: string; language: string; street: string; postcode: string; town: string; country: string }

/** The n-th: her mail address is hers alone. */
export function person(chance: Chance, n: number): GeneratedPerson {
  const drawn = chance()
  let at = 0
  const culture = cultures.find(({ share }) => (at += share) > drawn)
  const [name, holder] = culture ? named(chance, culture) : pick(chance, otherScripts)
  const wantsCertificate = chance() < 0.2
  const [town, postcode] = pick(chance, places)
  const address = { street: `${pick(chance, culture?.street ?? germanStreets).replaceAll('_', ' ')} ${whole(chance, 1, 140)}`, postcode, town, country: 'DE' }
  return { name, holder, mail_address: `${plain(holder)}.${n}@${pick(chance, domains)}`, language: culture?.language ?? 'de', ...(wantsCertificate ? address : { street: '', postcode: '', town: '', country: '' }) }
}

function named(chance: Chance, { first, last }: Names): [string, string] {
  const double = chance() < 0.05 ? `-${pick(chance, last)}` : ''
  const name = `${pick(chance, first)} ${pick(chance, last)}${double}`.replaceAll('_', ' ')
  return [name, name]
}

/** What of a name can stand in an address. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll('ß', 'ss').replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('đ', 'd').replaceAll('ı', 'i').replaceAll('æ', 'ae')
    .normalize('NFD').replace(/\p{M}+/gu, '').replace(/[^a-z]+/g, '.').replace(/^\.+|\.+$/g, '').slice(0, 40)
}

/** A German account number with right check digits at a bank that there is none of: bank numbers do not begin with 0. */
export function iban(chance: Chance): string {
  const account = `0000187${whole(chance, 0, 9)}${String(whole(chance, 1, 9_999_999_999)).padStart(10, '0')}`
  const rest = [...`${account}131400`].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0)
  return `DE${String(98 - rest).padStart(2, '0')}${account}`
}
