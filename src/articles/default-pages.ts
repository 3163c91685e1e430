// What imprint, privacy, netiquette, about and accessibility say until a paper has written its own.
import { readFileSync } from 'node:fs'
import { keptDocument, type DocumentNode } from './document.ts'
import { z } from 'zod'

const Line = z.object({ slug: z.string(), language: z.string(), title: z.string(), body: z.unknown() })

const defaults = readFileSync(new URL('../../locales/pages.jsonl', import.meta.url), 'utf8').split('\n').filter(Boolean)
  .map((line) => Line.parse(JSON.parse(line)))

interface DefaultPage { language: string; title: string; body: DocumentNode; updated_at: null }

export function defaultPage(slug: string, language: string): DefaultPage | undefined {
  const versions = defaults.filter((page) => page.slug === slug)
  const page = versions.find((one) => one.language === language) ?? versions.find((one) => one.language === 'en') ?? versions[0]
  return page && { language: page.language, title: page.title, body: keptDocument(page.body), updated_at: null }
}
