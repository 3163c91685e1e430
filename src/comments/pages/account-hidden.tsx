// Whose comments a reader does not want to see.
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { accountOf } from '../../people/account.ts'
import type { Reader } from '../../people/session.ts'
import { AccountFrame } from '../../people/views/account-frame.tsx'
import { mineUrl, numberIn, paths } from '../../urls.ts'
import { hideReader, showReader } from '../hiding.ts'
import { hiddenBy, saidBy } from '../reads/hidden-readers.ts'

export const show: Page<typeof paths.accountHidden, Reader> = async ({ db, who, speaks }) => {
  const account = await accountOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone } } } = account
  const hidden = await hiddenBy(db, who.id)
  return html(
    <AccountFrame {...account} title={t('account.hidden')} current={paths.accountHidden}>
      <p>{t(hidden.length === 0 ? 'account.hidden_none' : 'account.hidden_text')}</p>
      <ul class="listed">
        {hidden.map(({ id, name, since }) => (
          <li>
            <strong>{name}</strong> <span class="small">{t('account.since', { date: t.date(since, time_zone) })}</span>
            <form method="post" action={paths.accountHidden}><button class="quiet" name="show_reader" value={String(id)}>{t('comments.show_reader', { name })}</button></form>
          </li>
        ))}
      </ul>
    </AccountFrame>)
}

/** `hide` and `show` name a comment, whose author is meant, so that no form needs to know readers by their numbers. */
export const submit: Action<typeof paths.accountHidden, Reader> = async ({ db, form, who, now }) => {
  const reader = numberIn(textIn(form, 'show_reader'))
  if (reader !== undefined) {
    await showReader(db, { reader_id: who.id, hidden_id: reader })
    return seeOther(paths.accountHidden)
  }
  const hides = textIn(form, 'hide') !== ''
  const id = found(numberIn(textIn(form, hides ? 'hide' : 'show')))
  const { reader_id: hidden_id, ...said } = found(await saidBy(db, id))
  const pair = { reader_id: who.id, hidden_id }
  await (hides ? hideReader(db, pair, now) : showReader(db, pair))
  return seeOther(mineUrl({ id: said.article_id, slug: said.slug, section_slug: said.section_slug }, id))
}
