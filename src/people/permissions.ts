// Who may do what: the one table. The desk shows it as it stands here.

export const roles = ['author', 'editor', 'chief_editor', 'fact_checker', 'lawyer', 'moderator', 'fundraiser', 'bookkeeper', 'publisher', 'admin'] as const
export type Role = (typeof roles)[number]

export const permissions = {
  /** Sees the desk at all. */
  enter_desk: roles,
  /** Reads at the desk what is not public yet. */
  see_articles: ['author', 'editor', 'chief_editor', 'fact_checker', 'lawyer', 'publisher', 'admin'],
  write_articles: ['author', 'editor', 'chief_editor', 'admin'],
  /** Takes what authors have sent to the desk, and sends it on or back. */
  edit_articles: ['editor', 'chief_editor', 'admin'],
  /** Lets an article pass whose facts were to be checked. */
  check_facts: ['fact_checker', 'editor', 'chief_editor', 'admin'],
  /** Lets an article pass that was to be looked at for what the law says. */
  clear_legally: ['lawyer', 'chief_editor', 'publisher', 'admin'],
  /** Says what is to be in the paper when, and asks others to do something for it. */
  plan_paper: ['editor', 'chief_editor', 'admin'],
  publish_articles: ['editor', 'chief_editor', 'admin'],
  /** Lays out the first pages of the paper, its sections and topics. */
  place_articles: ['editor', 'chief_editor', 'admin'],
  /** Makes, renames, describes and merges topics. */
  keep_topics: ['editor', 'chief_editor', 'admin'],
  /** Puts right what is known of pictures that others handed in, credits and rights among it, and deletes them. */
  keep_pictures: ['editor', 'chief_editor', 'admin'],
  /** Places and lifts legal holds. */
  hold_articles: ['lawyer', 'chief_editor', 'publisher', 'admin'],
  /** Sees what the wires bring, and takes it over. */
  read_wires: ['author', 'editor', 'chief_editor', 'admin'],
  take_wires: ['author', 'editor', 'chief_editor', 'admin'],
  /** Sources of wires, and for how long they are kept. */
  set_wires: ['chief_editor', 'admin'],
  /** Picks comments, answers corrections that readers offer. */
  pick_comments: ['editor', 'chief_editor', 'moderator', 'admin'],
  moderate: ['moderator', 'chief_editor', 'admin'],
  /** Decides objections against decisions of others. */
  decide_objections: ['moderator', 'chief_editor', 'publisher', 'admin'],
  /** Word lists, patterns, modes, hours. */
  set_moderation: ['chief_editor', 'publisher', 'admin'],
  see_moderation_figures: ['moderator', 'chief_editor', 'publisher', 'admin'],
  /** Name, language, imprint, netiquette. */
  set_paper: ['chief_editor', 'publisher', 'admin'],
  /** Words to avoid, names as they are spelt, and which checks keep an article from being published. */
  set_house_style: ['chief_editor', 'publisher', 'admin'],
  /** Gives and takes roles, ends sessions of others. */
  manage_people: ['publisher', 'admin'],
  /** Sees the desk's part about money at all. */
  enter_funding: ['fundraiser', 'bookkeeper', 'publisher'],
  /** Sees who gives and what, and asks them; nobody else does. */
  see_supporters: ['fundraiser'],
  /** Sends, holds and lets go of reminders and dunning letters. */
  dun: ['fundraiser', 'bookkeeper'],
  /** What was promised and what came, in figures that name nobody. */
  see_funding_figures: ['fundraiser', 'publisher'],
  /** Appeals, campaigns, and how readers may give. */
  ask_readers: ['fundraiser', 'publisher'],
  /** Proposes collections of debits; another approves them. */
  propose_collections: ['fundraiser', 'bookkeeper'],
  approve_collections: ['bookkeeper', 'publisher'],
  /** Sees postings, the bank's statements and the files for it; nobody else does. */
  keep_books: ['bookkeeper'],
  /** Creditor identifier, days of notice, the second person, certificates. */
  set_funding: ['bookkeeper', 'publisher'],
  /** What is read, by how many, and where they come from. */
  see_audience: ['author', 'editor', 'chief_editor', 'publisher', 'admin'],
  /** Shows articles on the front page under several headlines by turns. */
  test_headlines: ['editor', 'chief_editor', 'admin'],
  /** How much is counted, and what of it everybody may see. */
  set_audience: ['chief_editor', 'publisher', 'admin'],
  read_journal: ['chief_editor', 'publisher', 'admin'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof permissions
export const permissionNames = namesOf(permissions)

function namesOf<N extends string>(table: Record<N, unknown>): N[] {
  const names: N[] = []
  for (const name in table) names.push(name)
  return names
}

export function isPermitted(given: readonly Role[], permission: Permission): boolean {
  const wanted: readonly Role[] = permissions[permission]
  return given.some((role) => wanted.includes(role))
}

/** Of what needs a permission each, what somebody with these roles may have. */
export function permitted<P extends { permission: Permission }>(given: readonly Role[], all: readonly P[]): P[] {
  return all.filter(({ permission }) => isPermitted(given, permission))
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}
