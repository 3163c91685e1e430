// What has changed from one version of a wire to the next, paragraph by paragraph: that is how agencies change their texts.

export interface Change { kind: 'same' | 'added' | 'removed'; text: string }

/** More paragraphs than this are compared as two whole texts. */
const most = 400

export function paragraphChanges(before: string, after: string): Change[] {
  const [old, now] = [paragraphs(before), paragraphs(after)]
  if (old.length > most || now.length > most) return before === after ? now.map((text) => ({ kind: 'same', text })) : [...old.map((text): Change => ({ kind: 'removed', text })), ...now.map((text): Change => ({ kind: 'added', text }))]
  const lengths = commonLengths(old, now)
  const length = (i: number, j: number) => lengths[i]?.[j] ?? 0
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [was = '', is = ''] = [old[i], now[j]]
    if (i < old.length && j < now.length && was === is) {
      changes.push({ kind: 'same', text: is })
      i++; j++
    } else if (i < old.length && (j >= now.length || length(i + 1, j) >= length(i, j + 1))) {
      changes.push({ kind: 'removed', text: was })
      i++
    } else {
      changes.push({ kind: 'added', text: is })
      j++
    }
  }
  return changes
}

interface Said { headline: string; standfirst: string; plain_text: string }

/** All of a version that a reader would see, headline first. */
export function sayingOf(version: Said | undefined): string {
  return version ? [version.headline, version.standfirst, version.plain_text].filter(Boolean).join('\n\n') : ''
}

const [longestLine, longestNote] = [300, 2_000]

/** What has gone and what has come, a line for each paragraph, as long as fits into a notice. */
export function changesInLines(before: Said, after: Said): string {
  const lines = paragraphChanges(sayingOf(before), sayingOf(after)).filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind === 'added' ? '+' : '−'} ${shortened(text.replace(/\s+/g, ' '), longestLine)}`)
  return shortened(lines.join('\n'), longestNote)
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 2).toWellFormed()} …`
}

function paragraphs(text: string): string[] {
  return text.split('\n\n').filter(Boolean)
}

/** How many paragraphs the rests of both have in common in order, from each place on. */
function commonLengths(old: string[], now: string[]): Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = rows[i]
      if (row) row[j] = old[i] === now[j] ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(rows[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return rows
}
