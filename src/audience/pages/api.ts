// The desk's figures for programs, at /api/audience; docs/api.md describes every address. Only who holds a figures token reads them.
import { paper } from '../../articles/reads/paper.ts'
import type { Plain } from '../../base/json.ts'
import { calendarDay, dayOf } from '../../base/time.ts'
import { json, refusedJson } from '../../base/web/respond.ts'
import type { Call, Page } from '../../base/web/route.ts'
import { found } from '../../base/web/route.ts'
import type { Reads } from '../../base/db/db.ts'
import { addDays } from '../../funding/rhythm.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { apiArticle, apiFigures, apiGroup, apiGroups, apiLists, type Asking } from '../api-figures.ts'
import type { Program } from '../figures-token.ts'
import { groupKinds, type GroupKind } from '../group.ts'
import { periodOf, type Chosen } from '../period.ts'
import { groupName } from '../reads/groups.ts'
import { audienceSettings } from '../reads/rolling.ts'

export type Asked = 'from' | 'to' | 'limit'
export const query: Asked[] = ['from', 'to', 'limit']

/** For each token. */
const limit = { name: 'figures token', most: 120, seconds: 60 }
const usualDays = 30
const [usualRows, mostRows] = [100, 1_000]

export const index: Page<typeof paths.apiAudience, Program> = (call) => answer(call, async () => ({
  lists: [...apiLists.map((list) => url(paths.apiAudienceList, { list })), ...groupKinds.map((kind) => url(paths.apiAudienceGroups, { kind }))], articles: `${paths.apiAudience}/articles/NUMBER`, groups: `${paths.apiAudience}/by/KIND/KEY`,
  parameters: { from: 'YYYY-MM-DD', to: 'YYYY-MM-DD', limit: `1 to ${mostRows}` },
}))

export const list: Page<typeof paths.apiAudienceList, Program, Asked> = (call) => answer(call, async (asking) => {
  const name = found(apiLists.find((one) => one === call.params.list))
  return apiFigures(call.db, name, asking)
})

export const article: Page<typeof paths.apiAudienceArticle, Program, Asked> = (call) => answer(call, async (asking) => found(await apiArticle(call.db, found(numberIn(call.params.id)), asking)))

export const groups: Page<typeof paths.apiAudienceGroups, Program, Asked> = (call) => answer(call, async (asking) => apiGroups(call.db, kindIn(call.params.kind), asking))

export const group: Page<typeof paths.apiAudienceGroup, Program, Asked> = (call) => answer(call, async (asking) => {
  const kind = kindIn(call.params.kind)
  const key = kind === 'desks' ? call.params.id : String(found(numberIn(call.params.id)))
  return apiGroup(call.db, { kind, key, name: found(await groupName(call.db, { kind, key })) }, asking)
})

function kindIn(text: string): GroupKind {
  return found(groupKinds.find((one) => one === text))
}

/** The last days unless the address says otherwise. */
function periodAsked({ from = '', to = '' }: Partial<Record<Asked, string>>, today: string): Chosen | undefined {
  const [year = '', month = '', day = ''] = to.split('-')
  const end = to === '' ? today : calendarDay([year, month, day])
  return end === undefined ? undefined : periodOf({ from: from === '' ? addDays(end < today ? end : today, 1 - usualDays) : from, to: end }, today)
}

interface Called extends Pick<Call<string, Program>, 'limits' | 'now' | 'who'> { db: Reads; query: Partial<Record<Asked, string>> }

async function answer({ db, limits, now, query: asked, who }: Called, work: (asking: Asking) => Promise<Record<string, Plain>>): Promise<Response> {
  if (!limits.allows(limit, String(who.token_id))) return refusedJson({ status: 429, code: 'too_many', message: `This token has asked more than ${limit.most} times in ${limit.seconds} seconds.` }, { 'retry-after': String(Math.ceil(limit.seconds / limit.most)) })
  const { time_zone } = await paper(db)
  const today = dayOf(now, time_zone)
  const chosen = periodAsked(asked, today)
  if (!chosen) return refusedJson({ status: 400, code: 'wrong_period', message: 'from and to are days as YYYY-MM-DD, the first not behind the second nor in the future, and three years apart at most.' })
  const rows = asked.limit === undefined ? usualRows : numberIn(asked.limit) ?? 0
  if (rows < 1 || rows > mostRows) return refusedJson({ status: 400, code: 'wrong_limit', message: `limit is a number from 1 to ${mostRows}.` })
  const { period } = chosen
  return json({ ...period, time_zone, mode: (await audienceSettings(db)).mode, ...(await work({ ...period, limit: rows, now, today })) })
}
