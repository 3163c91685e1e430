// Who is in an article: those who write in it together now, and who has it for themselves because their browser cannot.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'

interface LockBarProps { article_id: number; /** Who has the lock. */ lock: { reader_id: number; name: string; since: Date; seen_at: Date } | undefined; present: { id: number; name: string }[]; who: { id: number }; mayWrite: boolean; t: T; zone: string }

export function LockBar({ article_id, lock, present, who, mayWrite, t, zone }: LockBarProps) {
  const action = url(paths.deskArticleLock, { id: String(article_id) })
  const others = present.filter(({ id }) => id !== who.id)
  const isMine = lock?.reader_id === who.id
  return (
    <div class="lock" id="lock">
      {others.length > 0 ? <p>{t('lock.present', { names: t.list(others.map(({ name }) => name)), n: others.length })}</p> : null}
      {lock && !isMine ? (
        <>
          <p>{t('lock.theirs', { name: lock.name, since: t.dateTime(lock.since, zone), seen: t.dateTime(lock.seen_at, zone) })}</p>
          {mayWrite ? <form method="post" action={action}><button class="quiet" name="over" value="on">{t('lock.take_over')}</button></form> : null}
        </>
      ) : null}
      {isMine ? (
        <>
          <p>{t('lock.mine', { since: t.dateTime(lock.since, zone) })}</p>
          <form method="post" action={url(paths.deskArticleLockEnd, { id: String(article_id) })}><button class="quiet">{t('lock.give_back')}</button></form>
        </>
      ) : null}
      {lock || !mayWrite ? null : (
        <noscript>
          <form method="post" action={action}><button class="quiet">{t('lock.take')}</button></form>
        </noscript>
      )}
    </div>
  )
}
