// A pattern says what a text must not look like, in the usual notation: . [a-z] [^0-9] \d \w \s \b ( | ) * + ? {2,5} ^ $.
// It is followed through a text in all its ways at once (Thompson's construction), so that the time it takes grows with
// the length of text and pattern alone, whatever both are: no pattern can hang the paper. Case makes no difference.
import type { Finder } from './word-list.ts'

type Test = (character: string) => boolean
type Step = { take: Test } | { fork: number[] } | { edge: 'word' | 'start' | 'end' } | { end: true }
type Tree = { take: Test } | { edge: 'word' | 'start' | 'end' } | { all: Tree[] } | { any: Tree[] } | { repeat: Tree; least: number; most: number }

export class PatternError extends Error {}

/** More steps than this make a pattern that nobody can read, and that takes long. */
const mostSteps = 400
const mostTimes = 100

/** Throws PatternError where the pattern cannot be understood. */
export function patternFinder(pattern: string): Finder {
  const steps: Step[] = []
  add(steps, parsed(pattern))
  steps.push({ end: true })
  return (text) => places(steps, text)
}

function parsed(pattern: string): Tree {
  let at = 0
  const next = () => pattern[at]
  function any(): Tree {
    const branches = [all()]
    while (next() === '|') { at += 1; branches.push(all()) }
    return branches.length === 1 ? branches[0] ?? { all: [] } : { any: branches }
  }
  function all(): Tree {
    const parts: Tree[] = []
    while (at < pattern.length && next() !== '|' && next() !== ')') parts.push(repeated(atom()))
    return { all: parts }
  }
  function atom(): Tree {
    const character = pattern[at++] ?? ''
    if (character === '(') {
      if (pattern.startsWith('?:', at)) at += 2
      const inner = any()
      if (pattern[at++] !== ')') throw new PatternError('(')
      return inner
    }
    if (character === '[') return { take: set() }
    if (character === '\\') return escaped(pattern[at++] ?? '')
    if (character === '.') return { take: (one) => one !== '\n' }
    if (character === '^') return { edge: 'start' }
    if (character === '$') return { edge: 'end' }
    if ('*+?{'.includes(character)) throw new PatternError(character)
    return { take: literal(character) }
  }
  function set(): Test {
    const end = closing(pattern, at)
    const test = setOf(pattern.slice(at, end))
    at = end + 1
    return test
  }
  function repeated(tree: Tree): Tree {
    const times = /^(?:([*+?])|\{(\d{1,3})(?:(,)(\d{0,3}))?\})/.exec(pattern.slice(at))
    if (!times) return tree
    at += times[0].length
    if (times[1]) return { repeat: tree, least: times[1] === '+' ? 1 : 0, most: times[1] === '?' ? 1 : Infinity }
    const least = Number(times[2])
    const most = times[3] ? (times[4] ? Number(times[4]) : Infinity) : least
    if (most < least || least > mostTimes || (most !== Infinity && most > mostTimes)) throw new PatternError(times[0])
    return { repeat: tree, least, most }
  }
  const tree = any()
  if (at < pattern.length) throw new PatternError(pattern[at] ?? '')
  return tree
}

function literal(character: string): Test {
  const lower = character.toLowerCase()
  return (one) => one.toLowerCase() === lower
}

const kinds: Record<string, Test> = { d: (one) => /\p{N}/u.test(one), w: (one) => isWord(one), s: (one) => /\s/.test(one) }

function escaped(character: string): Tree {
  if (character === 'b') return { edge: 'word' }
  const kind = kinds[character.toLowerCase()]
  if (kind) return { take: character === character.toLowerCase() ? kind : (one) => !kind(one) }
  if (character === 'n') return { take: (one) => one === '\n' }
  if (character === 't') return { take: (one) => one === '\t' }
  if (character === '' || /[\p{L}\p{N}]/u.test(character)) throw new PatternError(`\\${character}`)
  return { take: literal(character) }
}

function closing(pattern: string, from: number): number {
  for (let at = pattern[from] === '^' ? from + 2 : from + 1; at < pattern.length; at += 1) {
    if (pattern[at] === ']' && pattern[at - 1] !== '\\') return at
  }
  throw new PatternError('[')
}

function setOf(inner: string): Test {
  const isNot = inner.startsWith('^')
  const tests: Test[] = []
  for (const [part] of inner.slice(isNot ? 1 : 0).matchAll(/\\.|[^\\]-(?:\\.|[^\\])|[^]/gs)) {
    if (part.startsWith('\\')) {
      const tree = escaped(part.slice(1))
      if ('take' in tree) tests.push(tree.take)
    } else if (part.length >= 3 && part[1] === '-') {
      const [low, high] = [(part[0] ?? '').toLowerCase(), part.slice(2).replace('\\', '').toLowerCase()]
      tests.push((one) => one.toLowerCase() >= low && one.toLowerCase() <= high)
    } else {
      tests.push(literal(part))
    }
  }
  return (one) => tests.some((test) => test(one)) !== isNot
}

function add(steps: Step[], tree: Tree) {
  if (steps.length > mostSteps) throw new PatternError('…')
  if ('take' in tree || 'edge' in tree) steps.push(tree)
  else if ('all' in tree) for (const part of tree.all) add(steps, part)
  else if ('any' in tree) addAny(steps, tree.any)
  else addRepeat(steps, tree)
}

function addAny(steps: Step[], branches: Tree[]) {
  const fork: { fork: number[] } = { fork: [] }
  steps.push(fork)
  const ends = branches.map((branch) => {
    fork.fork.push(steps.length)
    add(steps, branch)
    const end: { fork: number[] } = { fork: [] }
    steps.push(end)
    return end
  })
  for (const end of ends) end.fork.push(steps.length)
}

function addRepeat(steps: Step[], { repeat, least, most }: { repeat: Tree; least: number; most: number }) {
  for (let n = 0; n < least; n += 1) add(steps, repeat)
  if (most === Infinity) {
    const begin = steps.length
    const fork: { fork: number[] } = { fork: [begin + 1] }
    steps.push(fork)
    add(steps, repeat)
    steps.push({ fork: [begin] })
    fork.fork.push(steps.length)
    return
  }
  const forks = Array.from({ length: most - least }, () => {
    const fork: { fork: number[] } = { fork: [steps.length + 1] }
    steps.push(fork)
    add(steps, repeat)
    return fork
  })
  for (const fork of forks) fork.fork.push(steps.length)
}

// Of matches that begin first the longest, one after the other. `begun` holds for each step where the match began that stands there.
function places(steps: Step[], text: string): number[] {
  const found: number[] = []
  let begun = new Map<number, number>()
  let match: { from: number; to: number } | undefined
  let free = 0
  for (let at = 0; at <= text.length; at += 1) {
    if (!match) follow(0, at)
    if (begun.size === 0 && match) {
      found.push(match.from, match.to)
      at = free = match.to
      match = undefined
      follow(0, at)
    }
    const next = new Map<number, number>()
    const standing = begun
    begun = next
    for (const [step, from] of standing) {
      const one = steps[step]
      if (one && 'take' in one && at < text.length && one.take(text[at] ?? '')) follow(step + 1, at + 1, from)
    }
  }
  if (match) found.push(match.from, match.to)
  return found

  function follow(first: number, at: number, from = at) {
    const waiting = [first]
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      const known = begun.get(step)
      if (known !== undefined && known <= from) continue
      const one = steps[step]
      if (!one || (match && from > match.from)) continue
      if ('end' in one) {
        if (at > from && from >= free) match = { from, to: at }
        continue
      }
      begun.set(step, from)
      if ('fork' in one) waiting.push(...one.fork)
      else if ('edge' in one && holds(one.edge, text, at)) waiting.push(step + 1)
    }
  }
}

function holds(edge: 'word' | 'start' | 'end', text: string, at: number): boolean {
  if (edge === 'start') return at === 0 || text[at - 1] === '\n'
  if (edge === 'end') return at === text.length || text[at] === '\n'
  return isWord(text[at - 1] ?? '') !== isWord(text[at] ?? '')
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}_]/u.test(character)
}
