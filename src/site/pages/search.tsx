// The search: a form, and what was found. Its pages are for one request each: kept in the press they would push pages
// out that many ask for, and few ever ask for the same.
import { newest } from '../../articles/reads/lists.ts'
import { loadFrame } from '../../articles/reads/paper.ts'
import { mostRanked, nameSuggestions, searchPageLength } from '../../articles/reads/search.ts'
import { search, type Found } from '../../articles/search.ts'
import type { Reads } from '../../base/db/db.ts'
import { translator } from '../../base/i18n/i18n.ts'
import { createTurns } from '../../base/turns.ts'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'
import { limits, readSearchForm, type FieldName, type Reading } from '../search-form.ts'
import { SearchView, type Outcome } from '../views/search-view.tsx'

/** More at once would take from the rest of the paper what the database can do. */
const turns = createTurns({ atOnce: 2, waiting: 20 })
const retryAfterSeconds = '5'
const shownNewest = 5

export const show: Page<typeof paths.search, 'anyone', FieldName> = async ({ db, query, site, now }) => {
  const facts = await loadFrame(db)
  const reading = await readSearchForm(db, query, facts)
  const { form, refused, page } = reading
  const [outcome, names] = [await outcomeOf(db, reading, now), await nameSuggestions(db)]
  const view = <SearchView site={site} facts={facts} t={translator(facts.paper.language)} form={form} refused={refused} limits={limits} page={page} names={names} outcome={outcome} />
  return html(view, status(outcome), outcome.kind === 'busy' ? { 'retry-after': retryAfterSeconds } : {})
}

async function outcomeOf(db: Reads, { form, refused, alternatives, filter, order, page }: Reading, now: Date): Promise<Outcome> {
  if (refused.length > 0) return { kind: 'refused' }
  if (alternatives.length === 0) return { kind: 'not-asked' }
  const found = await turns.take(() => search(db, { typed: form.q, alternatives, filter, order, page }, now))
  if (!found) return { kind: 'busy' }
  if (found.common) return { kind: 'common' }
  if (found.total === 0) return { kind: 'nothing', meant: found.meant, alone: found.alone, newest: await newest(db, { all: true }, shownNewest) }
  return found.hits.length === 0 ? { kind: 'beyond' } : shown(found)
}

function shown({ hits, total, meant, instead }: Found): Outcome {
  return { kind: 'hits', hits, total, ranked: mostRanked, pages: Math.ceil(Math.min(total, mostRanked) / searchPageLength), meant, instead }
}

function status({ kind }: Outcome): number {
  return { refused: 422, busy: 503, beyond: 404, 'not-asked': 200, common: 200, nothing: 200, hits: 200 }[kind]
}
