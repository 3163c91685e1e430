// Which threads a reader follows, and how.
import { ArticleNamed } from '../../articles/views/named.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { accountOf } from '../../people/account.ts'
import type { Reader } from '../../people/session.ts'
import { AccountFrame } from '../../people/views/account-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { commentUrl, numberIn, paths, withQuery } from '../../urls.ts'
import { changeFollow, hows } from '../follow.ts'
import { followsOf } from '../reads/follows.ts'
import { HowSelect } from '../views/follow-form.tsx'

export const show: Page<typeof paths.accountFollows, Reader, 'done'> = async ({ db, who, query, speaks }) => {
  const account = await accountOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone } } } = account
  const follows = await followsOf(db, who.id)
  return html(
    <AccountFrame {...account} title={t('account.follows')} current={paths.accountFollows}>
      <Done text={query.done === 'saved' ? t('follow.saved') : undefined} />
      <p>{t(follows.length === 0 ? 'account.follows_none' : 'account.follows_text')}</p>
      <ul class="listed">
        {follows.map(({ thread_id, how, since, name, ...article }) => (
          <li>
            <ArticleNamed article={article} path={commentUrl(article, thread_id)} t={t} />
            <p class="small">{name ? t('account.follow_by', { name }) : t('account.follow_hidden')} · {t('account.since', { date: t.date(since, time_zone) })}</p>
            <form class="line-form follow" method="post" action={paths.accountFollows}>
              <HowSelect id={`how-${thread_id}`} how={how} label={t('follow.label')} t={t} />
              <input type="hidden" name="thread_id" value={String(thread_id)} />
              <button class="quiet">{t('follow.save')}</button>
            </form>
          </li>
        ))}
      </ul>
    </AccountFrame>)
}

export const submit: Action<typeof paths.accountFollows, Reader> = async ({ db, form, who }) => {
  const thread_id = found(numberIn(textIn(form, 'thread_id')))
  await changeFollow(db, { reader_id: who.id, thread_id, how: found(hows.find((one) => one === textIn(form, 'how'))) })
  return seeOther(withQuery(paths.accountFollows, { done: 'saved' }))
}
