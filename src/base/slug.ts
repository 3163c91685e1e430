// A slug is the readable part of an address: small letters, digits and hyphens.
const letters: Record<string, string> = {
  ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', å: 'a', ð: 'd', þ: 'th', đ: 'd', ħ: 'h', ı: 'i', ł: 'l',
}
const longest = 80

/** A slug of any text; empty where nothing of it can be written in Latin letters. Addresses may come percent-encoded. */
export function slugOf(text: string): string {
  const given = decoded(text)
  const slug = given.normalize('NFC').toLowerCase()
    .replace(/[^a-z0-9]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  // What is left of a word in other letters, a number perhaps, says nothing.
  if (/\p{L}/u.test(given) && !/[a-z]/.test(slug)) return ''
  if (slug.length <= longest) return slug
  const cut = slug.slice(0, longest + 1)
  return (cut.includes('-') ? cut.slice(0, cut.lastIndexOf('-')) : cut.slice(0, longest)).replace(/-+$/, '')
}

/** The slug, or the first of slug-2, slug-3 … that is free. */
export async function freeSlug(slug: string, isTaken: (slug: string) => Promise<boolean>): Promise<string> {
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? slug : `${slug}-${number}`
    if (!(await isTaken(tried))) return tried
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
