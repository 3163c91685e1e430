// A clause is a rule of the netiquette that a comment can break: the seven of the paper's netiquette page, in its order,
// and the law. What each says stands in the locales under `clause.` (in a word or two) and `clause_text.` (as the rule).

export const clauses = ['topic', 'person', 'insinuation', 'hatred', 'privacy', 'advertising', 'name', 'illegal'] as const
export type Clause = (typeof clauses)[number]

export function isClause(text: string): text is Clause {
  return clauses.some((clause) => clause === text)
}

/** What the EU's database of statements of reasons (Article 24(5) DSA) calls a breach of each. */
export const statementCategories: Record<Clause, string> = {
  topic: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC',
  person: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
  insinuation: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
  hatred: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
  privacy: 'STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
  advertising: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC',
  name: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC',
  illegal: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
}
