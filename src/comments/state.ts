// Where a comment stands with those who decide about it.

/** Waiting or hidden until it is decided; seen by everyone; taken from the page. */
export type State = 'pending' | 'shown' | 'removed'

/** Who removed it; nobody knows of imported ones. */
export type RemovedBy = 'author' | 'person' | 'rule'

/** As whom its author spoke for the paper: one of its staff, or the author of the article. */
export type SpokeAs = 'staff' | 'author'

/** Why it waits, or waited. */
export type WaitsFor = 'mode' | 'newcomer' | 'load' | 'hours' | 'sensitive' | 'rule' | 'link' | 'watched' | 'hidden'
