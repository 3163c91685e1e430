// What stands in an article's working copy: all that somebody can write about it, as plain values.
import type { DocumentNode } from '../articles/document.ts'
import type { Role } from '../articles/writes.ts'

/** The texts of an article that several can write in at once, letter by letter. */
export const writtenTexts = ['kicker', 'headline', 'standfirst', 'dateline_place', 'dateline_source', 'slug', 'lead_alt', 'lead_caption', 'note'] as const

export interface Written extends Record<(typeof writtenTexts)[number], string> {
  /** The slug of a section. */
  section: string
  language: string
  /** By name; one that is not there yet is made when the article is saved. */
  topics: string[]
  /** The name of a picture, or nothing. */
  lead_picture: string
  bylines: { name: string; role: Role }[]
  comment_mode: string
  sensitive: boolean
  /** The number of the original. */
  translation_of: number | null
  /** How many characters the text is to have. */
  length_aim: number | null
  /** ProseMirror JSON without suggestions: what was to be put in is not there yet, what was to be taken out still is. */
  body: DocumentNode
}
