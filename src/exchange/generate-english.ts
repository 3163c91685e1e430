// English as a generated paper writes it: plain nouns are frequent, those with another noun before them are the long tail.
import { pick, scattered, whole, zipf, type Chance } from './generate-chance.ts'
import type { Voice } from './generate-voice.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

const nouns = words(`council budget plan report contract price club committee decision traffic proposal building market demand draft order protest loss change board station
  square harbour grant strike share contest trial school street bridge debate community election criticism figure study hall meeting company workshop reform levy lawsuit
  review support campaign line plant chamber session deadline tax team stage exhibition solution supply newspaper rent crisis care law house project money office problem theatre
  hospital museum network ruling offer result ministry game site programme archive deficit ban model alliance depot district stadium tournament court crime year bank trade`)
const before = words(`city county village water energy heating power school rail bus cycle road river coast forest garden farm food wine milk bread wool steel paper glass
  housing tenant owner student teacher parent youth family neighbour police fire rescue flood storm noise air waste coal wind solar data phone radio film music choir dance art
  book library research football rowing chess swimming church organ labour wage pension debt credit insurance border customs peace winter summer weekend night morning`)
const adjectives = words(`new old large small early late long short open quiet young strong weak important public local rural political legal financial social regional digital
  yearly daily fierce difficult simple disputed popular unknown forgotten planned delayed failed surprising expensive cheap safe dangerous future former common voluntary final urgent`)
const verbs = words(`demands approves delays explains examines plans buys sells defends criticises welcomes loses wins expects seeks finds opens closes confirms denies receives
  promises needs prevents allows publishes raises lowers misses restores founds questions accepts rejects follows`)
const openings = ['Meanwhile', 'Even so', 'Afterwards', 'So far', 'At first', 'In the end', 'On Monday', 'On Thursday', 'At the weekend', 'Last spring', 'Ten years ago', 'After long debate', 'This week']
const names = words('Alice Robert Margaret Thomas Fiona James Priya Daniel Helen Owen Ruth Samir Clare Peter Nadia Hugh')
const surnames = words('Ashworth Bennett Carrick Doyle Ellery Fairfax Gray Harlow Ingram Jessop Kerr Lowell Mercer Norris Oakes Pryor')
const towns = words('Wallstedt Brenkow Harsum Kessenau Dornum Elmsrode')

export const english: Voice = {
  language: 'en',
  sentence(chance, about) {
    const form = chance()
    const clause = () => `${phrase(chance, about)} ${pick(chance, verbs)} ${phrase(chance, about)}`
    if (form < 0.4) return `${upper(clause())}.`
    if (form < 0.65) return `${pick(chance, openings)}, ${clause()} because of ${phrase(chance, about)}.`
    if (form < 0.8) return `“${upper(clause())},” says ${person(chance)} of ${pick(chance, towns)}.`
    if (form < 0.9) return `It costs ${phrase(chance, about)} about ${whole(chance, 2, 980)},000 euros, ${whole(chance, 2, 60)} per cent more than in ${whole(chance, 1998, 2025)}.`
    return `Nobody in ${pick(chance, towns)} knows why ${clause()}.`
  },
  kicker: (chance, about) => upper(subject(chance, about)),
  headline: (chance, about) => `${upper(subject(chance, about))} ${pick(chance, verbs)} ${pick(chance, adjectives)} ${noun(chance)}`,
  heading: (chance, about) => `The ${pick(chance, adjectives)} ${subject(chance, about)}`,
  person,
  place: (chance) => pick(chance, towns),
}

function person(chance: Chance): string {
  return `${pick(chance, names)} ${pick(chance, surnames)}`
}
/** A topic's noun in English is another one than in German, and always the same. */
function subject(chance: Chance, about: number[]): string {
  return about.length > 0 ? pair(pick(chance, about)) : noun(chance)
}
function noun(chance: Chance): string {
  const rank = zipf(chance, nouns.length + nouns.length * before.length)
  return nouns[rank] ?? pair(rank - nouns.length)
}
function pair(n: number): string {
  const at = scattered(n, nouns.length * before.length)
  return `${before[Math.floor(at / nouns.length)] ?? 'city'} ${nouns[at % nouns.length] ?? 'council'}`
}
function phrase(chance: Chance, about: number[]): string {
  const text = about.length > 0 && chance() < 0.12 ? subject(chance, about) : noun(chance)
  const qualified = chance() < 0.4 ? `${pick(chance, adjectives)} ${text}` : text
  return chance() < 0.7 ? `the ${qualified}` : `${/^[aeiou]/.test(qualified) ? 'an' : 'a'} ${qualified}`
}
function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
