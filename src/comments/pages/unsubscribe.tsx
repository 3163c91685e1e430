// The way out of mails, by the link that stands in each. It asks for a button, since programs that search mails for viruses
// open links too; a mail program that offers the way out itself sends the POST (RFC 8058).
import { html } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import type { Reads } from '../../base/db/db.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { settingFor } from '../../people/account.ts'
import { hashOf, type Visitor } from '../../people/session.ts'
import { paths, url } from '../../urls.ts'
import { unsubscribe } from '../follow.ts'
import { articleOfThread, unsubscribeLink } from '../reads/follows.ts'

type Asked = Pick<Parameters<Page<typeof paths.unsubscribe, Visitor>>[0], 'params' | 'who' | 'speaks'>

export const show: Page<typeof paths.unsubscribe, Visitor> = ({ db, ...asked }) => page(db, asked, { isDone: false })

export const submit: Action<typeof paths.unsubscribe, Visitor> = async ({ db, ...asked }) => {
  await unsubscribe(db, asked.params.token)
  return page(db, asked, { isDone: true })
}

async function page(db: Reads, { params: { token }, who, speaks }: Asked, { isDone }: { isDone: boolean }): Promise<Response> {
  const link = await unsubscribeLink(db, hashOf(token))
  const { facts, t } = await settingFor(db, { who, speaks: link?.language ?? speaks })
  const article = link?.thread_id ? await articleOfThread(db, link.thread_id) : undefined
  const about = article ? t('unsubscribe.thread', { headline: article.told_headline ?? '', named: article.told_headline === null ? 'no' : 'yes' }) : t('unsubscribe.all')
  const title = t(link ? (isDone ? 'unsubscribe.done' : 'unsubscribe.title') : 'unsubscribe.unknown')
  return html(
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />}>
      <div class="account"><div class="own">
        <h1>{title}</h1>
        <p>{link ? (isDone ? t('unsubscribe.done_text') : about) : t('unsubscribe.unknown_text')}</p>
        {link && !isDone ? <form class="actions" method="post" action={url(paths.unsubscribe, { token })}><button class="button">{t('unsubscribe.button')}</button></form> : null}
        <p><a href={paths.accountFollows}>{t('unsubscribe.account')}</a></p>
      </div></div>
    </Frame>, link ? 200 : 404)
}
