// The characters that every bank in SEPA takes (EPC217-08): letters without marks, digits, and / - ? : ( ) . , ' + and space.
// Whatever else a name or a text holds is written in these.

const words: Record<string, string> = {
  ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ı: 'i', ħ: 'h', Ħ: 'H', ŋ: 'n', Ŋ: 'N', ĸ: 'k',
  '&': '+', '€': 'EUR', '@': '(at)', _: '-', '"': "'", ';': ',', '!': '.', '%': 'pct', '*': '.', '#': '.', '=': '-', '<': '(', '>': ')', '[': '(', ']': ')', '{': '(', '}': ')', '|': '/', '\\': '/', '`': "'", '~': '-', '^': '.', '$': '.', '·': '.', '•': '-', '⁄': '/', '…': '...', '№': 'No',
}
/** Greek and Cyrillic in the order of their alphabets, as the European Payments Council and ISO 9 write them, near enough to be recognised. */
const alphabets: [string, string][] = [
  ['αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'],
  ['абвгдежзийклмнопрстуфхцчшщъыьэюяґєіїјљњћќўџђѓѕёў', 'a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y y e yu ya g ye i yi j lj nj c k u dz dj g dz yo u'],
]
for (const [letters, latin] of alphabets) {
  const written = latin.split(' ')
  ;[...letters].forEach((letter, n) => {
    const plain = written[n] ?? ''
    words[letter] = plain
    words[letter.toUpperCase()] = plain.charAt(0).toUpperCase() + plain.slice(1)
  })
}

/** The text in these characters, and no longer than so many; what nothing stands for becomes a full stop. */
export function sepaText(text: string, most: number): string {
  const written = [...text.normalize('NFC')].map(inSepa).join('')
  // No field may begin or end with a slash, or hold two.
  return written.replace(/\s+/g, ' ').replace(/\/{2,}/g, '/').trim().slice(0, most).replace(/^[/ ]+|[/ ]+$/g, '')
}

/** Whether anything of it can be written at all. */
export function isWritable(text: string): boolean {
  return /[A-Za-z0-9]/.test(sepaText(text, 70))
}

function inSepa(character: string): string {
  if (/^[A-Za-z0-9/\-?:().,'+ ]$/.test(character)) return character
  const word = words[character]
  if (word !== undefined) return word
  if (/^\s$/.test(character)) return ' '
  if (/^\p{Pd}$/u.test(character)) return '-'
  if (/^[\p{Pi}\p{Pf}‚„′ʼ]$/u.test(character)) return "'"
  if (/^\p{M}|\p{Cf}$/u.test(character)) return ''
  const [base = '', ...marks] = character.normalize('NFKD')
  if (marks.length === 0 && base === character) return '.'
  return inSepa(base) + marks.filter((mark) => !/\p{M}/u.test(mark)).map(inSepa).join('')
}
