// Names as the paper spells them, and words that are spelt so nearly alike that the name may be meant.
import type { StyleRule } from './finding.ts'

export interface NearMiss { from: number; to: number; rule: StyleRule; instead: string }

/** Shorter words have too many neighbours. */
const shortest = 4
/** From here on one letter apart is enough; shorter ones must sound alike. */
const longName = 7
/** What German and English hang on a name. */
const ending = /^(?:['’]?s|['’]|er|ern|in|innen|n|en|e|sche[rnms]?)$/u

/** Finds near misses of names; what is itself on the list is right. */
export function nameFinder(rules: readonly StyleRule[]): (text: string) => NearMiss[] {
  const names = rules.flatMap((rule) => { const parts = rule.what.trim().split(/\s+/).filter(Boolean); return parts.length > 0 ? [{ rule, parts }] : [] })
  if (names.length === 0) return () => []
  const right = new Set(names.flatMap(({ parts }) => parts))
  return (text) => {
    const words = [...text.matchAll(/\p{Lu}[\p{L}'’]*(?:-\p{L}+)*|\p{Ll}[\p{L}]*/gu)].map(({ 0: word, index }) => ({ word, from: index, to: index + word.length }))
    return names.flatMap((name) => words.flatMap((_, n) => missAt(text, words.slice(n, n + name.parts.length), name, right) ?? []))
  }
}

interface Word { word: string; from: number; to: number }

function missAt(text: string, words: Word[], { rule, parts }: { rule: StyleRule; parts: string[] }, right: Set<string>): NearMiss | undefined {
  const [first, last] = [words[0], words.at(-1)]
  if (words.length < parts.length || !first || !last || !isOnlySpaces(text, words)) return undefined
  const read = parts.map((part, n) => readAs(words[n]?.word ?? '', part, right))
  const misses = read.filter((one) => one?.isMiss)
  // Of a name of several words all but one are right: then the one is surely meant.
  if (misses.length !== 1 || read.some((one) => one === undefined)) return undefined
  return { from: first.from, to: last.to, rule, instead: read.map((one) => one?.instead ?? '').join(' ') }
}

function isOnlySpaces(text: string, words: Word[]): boolean {
  return words.every(({ from }, n) => n === 0 || /^\s+$/.test(text.slice(words[n - 1]?.to, from)))
}

/** A word as a name: right, missed by little, or (undefined) another word altogether. */
function readAs(word: string, name: string, right: Set<string>): { isMiss: boolean; instead: string } | undefined {
  if (word === name || (word.startsWith(name) && ending.test(word.slice(name.length)))) return { isMiss: false, instead: word }
  if (right.has(word) || name.length < shortest || !/^\p{Lu}/u.test(word) || word[0] !== name[0]) return undefined
  for (const [stem, rest] of [[word, ''], ...endings(word)] satisfies [string, string][]) {
    if (right.has(stem)) return undefined
    if (isNear(stem, name)) return { isMiss: true, instead: name + rest }
  }
  return undefined
}
function endings(word: string): [string, string][] {
  const found = /^(.+?)(['’]?s|['’])$/u.exec(word)
  return found?.[1] && found[2] ? [[found[1], found[2]]] : []
}

export function isNear(word: string, name: string): boolean {
  if (word === name || Math.abs(word.length - name.length) > 2) return false
  return sound(word) === sound(name) || (name.length >= longName && isOneApart(word.toLowerCase(), name.toLowerCase()))
}

// Spellings that are heard alike, made one.
const alike: [RegExp, string][] = [
  [/ß/g, 'ss'], [/[äæ]|ae/g, 'e'], [/ö|oe/g, 'o'], [/ü|ue/g, 'u'], [/[éèêë]/g, 'e'], [/[áàâ]/g, 'a'], [/[óòô]/g, 'o'], [/ç/g, 's'], [/ñ/g, 'n'],
  [/y/g, 'i'], [/ai/g, 'ei'], [/ph|v/g, 'f'], [/th|dt/g, 't'], [/tz/g, 'z'], [/ck|c(?!h)/g, 'k'], [/([aeiou])h/g, '$1'], [/d$/g, 't'], [/ie/g, 'i'], [/(.)\1+/g, '$1'],
]
function sound(word: string): string {
  return alike.reduce((text, [from, to]) => text.replace(from, to), word.toLowerCase())
}

/** One letter more, less, other, or two changed round. */
function isOneApart(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const [restA, restB] = [a.slice(from, a.length - end), b.slice(from, b.length - end)]
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}
