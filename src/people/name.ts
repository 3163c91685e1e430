// A name is what a reader is called under comments: a pseudonym, which no other account may have or seem to have.

/** A name as those see it who do not look closely: equal for names that differ by case, accents, blanks or look-alike characters only. */
export function nameKey(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
