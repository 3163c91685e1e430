// The pages below /account, as their navigation shows them. Whoever adds one adds a line here.
import type { MessageKey } from '../base/i18n/i18n.ts'
import { paths } from '../urls.ts'

export interface AccountPart { path: string; label: MessageKey }

export const accountParts: readonly AccountPart[] = [
  { path: paths.account, label: 'account.title' },
  { path: paths.accountSecurity, label: 'security.title' },
  { path: paths.accountSessions, label: 'sessions.title' },
  { path: paths.accountComments, label: 'account.comments' },
  { path: paths.accountFollows, label: 'account.follows' },
  { path: paths.accountHidden, label: 'account.hidden' },
  { path: paths.decisions, label: 'case.decisions' },
  { path: paths.accountData, label: 'rights.data.title' },
  { path: paths.accountErasure, label: 'rights.erasure.title' },
]
