import type { FullArticle } from '../articles/reads/articles.ts'
import { isPermitted, type Role } from '../people/permissions.ts'

/** Who may write drafts may not change what is public, or was. */
export function mayWrite({ state }: Pick<FullArticle, 'state'>, roles: readonly Role[]): boolean {
  return state === 'draft' ? isPermitted(roles, 'write_articles') : isPermitted(roles, 'write_articles') && isPermitted(roles, 'publish_articles')
}
