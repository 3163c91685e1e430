// A name is what a reader is called under comments: a pseudonym, which no other account may have or seem to have.

/** What stands against a name by itself. */
export type ShapeRefusal = 'length' | 'characters' | 'mixed'
export type NameRefusal = ShapeRefusal | 'reserved' | 'staff' | 'taken'

export const nameLength = { least: 2, most: 40 }

/** A name as it is kept: one way of writing accents, single blanks, none at the ends. */
export function tidyName(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** Letters of one script, ASCII digits, and a few signs between them. */
export function shapeRefusal(name: string): ShapeRefusal | null {
  const { length } = [...name]
  if (length < nameLength.least || length > nameLength.most) return 'length'
  if (!/^[\p{L}0-9](?:[ .\-'’_]{0,2}[\p{L}0-9])*\.?$/u.test(name) || !/\p{L}/u.test(name)) return 'characters'
  const letters = name.replace(/[^\p{L}]/gu, '')
  if (scripts.some((script) => script.test(letters))) return null
  return anyScript.test(letters) ? 'mixed' : 'characters'
}

// Of Latin the letters that languages are written in, without the signs of phonetics, many of which look like them.
const scripts = [
  /^[a-zA-Z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]+$/u, /^\p{Script=Greek}+$/u, /^\p{Script=Cyrillic}+$/u, /^\p{Script=Hebrew}+$/u, /^\p{Script=Arabic}+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u, /^\p{Script=Hangul}+$/u,
]
const anyScript = /^[a-zA-Z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u

/**
 * A name as those see it who do not look closely: equal for names that differ by case, accents, blanks, signs, digits that
 * stand for letters, or look-alike characters only. Some names that are different to a close look share a key too (Maria,
 * Marla): that is what it costs that I and l look the same.
 */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  return [...plain].map((character) => alike.get(character) ?? character).join('').replace(/[^\p{L}\p{N}\p{M}]/gu, '').replaceAll('rn', 'm').replaceAll('vv', 'w')
}

// After the confusables of Unicode (UTS 39) for the scripts that a name may be in, in lower case. Where the capital and
// the small letter of a script look like two different ones of ours, the capital counts: names begin with one.
const alike = new Map(Object.entries({
  a: 'аαɑ4@', b: 'вβь8', c: 'сϲ', d: 'ԁđð', e: 'еεз3€', f: 'ƒ', g: 'ɡ9', h: 'нηһħ', j: 'ј', k: 'кκ', l: 'iıіιӏ1|!ł', m: 'мμ', n: 'νŋп', o: 'оοσø0ө',
  p: 'рρþ', q: 'ԛ', r: 'г', s: 'ѕ5$', t: 'тτŧ7', w: 'ԝ', x: 'хχ', y: 'уυγү', z: 'ζ', ss: 'ß', ae: 'æ', oe: 'œ',
}).flatMap(([ours, others]) => [...others].map((other): [string, string] => [other, ours])))

export interface OfThePaper { /** The paper's name. */ paper: string; /** Its staff, and the authors in its bylines. */ people: string[] }

/** Whether a name speaks for the paper, or seems to be one of its people, though its bearer is not known to be staff. */
export function staffRefusal(name: string, { paper, people }: OfThePaper): 'reserved' | 'staff' | null {
  if (offices.some((office) => contains(name, office)) || speaking.some((stem) => nameKey(name).includes(nameKey(stem))) || contains(name, paper)) return 'reserved'
  return people.some((person) => contains(name, person)) ? 'staff' : null
}

// As words of their own: Badminton has an admin in it.
const offices = [
  'admin', 'admins', 'anonym', 'anonymous', 'author', 'autor', 'autorin', 'chef vom dienst', 'cvd', 'deleted', 'desk', 'editor', 'editors', 'editorial', 'geloescht', 'gelöscht',
  'helpdesk', 'hilfe', 'impressum', 'journalist', 'journalistin', 'kundendienst', 'leserservice', 'litfass', 'litfaß', 'mod', 'mods', 'newsdesk', 'newsroom', 'nobody', 'niemand', 'official', 'offiziell',
  'postmaster', 'presse', 'press', 'publisher', 'reporter', 'reporterin', 'root', 'security', 'service', 'staff', 'support', 'system', 'team', 'verlag', 'webmaster',
]
// Wherever they stand.
const speaking = ['administrator', 'chefredakt', 'herausgeber', 'moderation', 'moderator', 'redaktion', 'redakteur', 'editorinchief']

/** Whether the words of `part` stand in a name one after the other, however they are written together; a long one anywhere. */
function contains(name: string, part: string): boolean {
  const key = nameKey(part)
  if (key === '') return false
  if (nameKey(name) === key || (key.length >= 7 && nameKey(name).includes(key))) return true
  const [words, wanted] = [wordsOf(name), wordsOf(part)]
  return words.some((_, at) => wanted.every((word, i) => words[at + i] === word))
}

// AdminAnna and Admin7 have an Admin in them.
function wordsOf(name: string): string[] {
  const parted = name.replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L}{2})(?=[0-9]+(?:\P{L}|$))/gu, ' ')
  return parted.split(/[^\p{L}\p{N}\p{M}]+/u).map(nameKey).filter(Boolean)
}
