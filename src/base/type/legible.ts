// A face has letters for some languages only. What it lacks is set with what comes nearest, or left out.
export interface Repertoire { has(character: string): boolean }

const nearest: Record<string, string> = {
  '\u2010': '-', '\u2011': '-', '\u2012': '–', '\u2015': '—', '\u2212': '–', '\u202f': '\u00a0', '\u2007': '\u00a0', '…': '...', '′': '’', '″': '”', '‚': ',',
  ı: 'i', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ŋ: 'n', Ŋ: 'N', ə: 'e', Ə: 'E', ŧ: 't', Ŧ: 'T', œ: 'oe', Œ: 'OE', ẞ: 'SS', ĸ: 'k',
}
/** Text of which more than this share of letters and figures is lost says something else, or nothing. */
const mostLost = 1 / 8

/** The text as this face can set it, in one line; empty where too much of it would be lost. */
export function legible(text: string, face: Repertoire): string {
  let letters = 0, lost = 0
  const set = [...text.normalize('NFC')].map((character) => {
    const shown = shownAs(character, face)
    if (/[\p{L}\p{N}]/u.test(character)) {
      letters++
      if (shown === '') lost++
    }
    return shown
  })
  return lost > letters * mostLost ? '' : set.join('').replace(/[ \t\n\r]+/g, ' ').trim()
}

function shownAs(character: string, face: Repertoire): string {
  // Soft hyphens, joiners, marks of direction: seen nowhere.
  if (/[\p{Cf}\p{Cc}]/u.test(character) && !/\s/.test(character)) return ''
  if (face.has(character)) return character
  const other = nearest[character] ?? (/\s/u.test(character) ? ' ' : bare(character))
  return [...other].every((one) => face.has(one)) ? other : ''
}

// š is better read as s than not at all.
function bare(character: string): string {
  return character.normalize('NFKD').replace(/\p{M}/gu, '')
}
