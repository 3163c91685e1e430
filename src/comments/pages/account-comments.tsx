// What a reader has said in the paper, with what has become of it.
import { html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { accountOf } from '../../people/account.ts'
import type { Reader } from '../../people/session.ts'
import { AccountFrame } from '../../people/views/account-frame.tsx'
import { numberIn, paths } from '../../urls.ts'
import { ownComments } from '../reads/own.ts'
import { OwnItem } from '../views/own-item.tsx'

export const show: Page<typeof paths.accountComments, Reader, 'before'> = async ({ db, who, speaks, query, now }) => {
  const account = await accountOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone } } } = account
  const { items, next } = await ownComments(db, { reader_id: who.id, before: query.before === undefined ? null : found(numberIn(query.before)) })
  return html(
    <AccountFrame {...account} title={t('account.comments')} current={paths.accountComments}>
      {items.length === 0 ? <p>{t('account.comments_none')}</p> : null}
      <ol class="own-comments">{items.map((comment) => <OwnItem comment={comment} t={t} zone={time_zone} now={now} />)}</ol>
      {next === null ? null : <p class="paging"><a rel="next" href={`${paths.accountComments}?before=${next}`}>{t('account.comments_older')}</a></p>}
    </AccountFrame>)
}
