// The reservation of text and data mining, as the TDM Reservation Protocol says it (W3C Community Group Report of 10 May
// 2024): for machines, in headers, in a file of the paper and in the head of its pages. A reservation that no machine
// can read does not count (Directive (EU) 2019/790, article 4; § 44b UrhG).
export interface Mining {
  reserved: boolean
  /** Where its terms stand, for people or machines; empty where nowhere. */
  policy: string
}
interface Said { 'tdm-reservation'?: '0' | '1'; 'tdm-policy'?: string }

/** By the names that headers, meta elements and the file have in common; empty when nothing is said. */
export function miningTerms(mining: Mining | null): Said {
  if (!mining) return {}
  return { 'tdm-reservation': mining.reserved ? '1' : '0', ...(mining.reserved && mining.policy ? { 'tdm-policy': mining.policy } : {}) }
}

/** The file /.well-known/tdmrep.json: one rule, for the whole paper. */
export function miningRules(mining: Mining): object[] {
  return [{ location: '/', ...miningTerms(mining), 'tdm-reservation': mining.reserved ? 1 : 0 }]
}
