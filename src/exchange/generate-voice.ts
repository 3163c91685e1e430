import type { Chance } from './generate-chance.ts'

/** Writes one language. `about` are the numbers of the article's topics, whose words stand in it more often than others. */
export interface Voice {
  language: string
  sentence(chance: Chance, about: number[]): string
  kicker(chance: Chance, about: number[]): string
  headline(chance: Chance, about: number[]): string
  /** An intermediate heading. */
  heading(chance: Chance, about: number[]): string
  person(chance: Chance): string
  place(chance: Chance): string
}
