// How the paper answers when no page can: in its own look, and saying what to do.
import { isForReaders } from '../../articles/article.ts'
import { articleByAddress } from '../../articles/reads/articles.ts'
import { loadFrame, redirectFrom } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { spoken, translator, type T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { html, moved, printed, refusedJson, seeOther } from '../../base/web/respond.ts'
import type { ErrorPages } from '../../base/web/route.ts'
import { signedIn } from '../../people/guards.ts'
import { isStrong } from '../../people/session.ts'
import { articleUrl, paths, secondFactorUrl, signInUrl, url } from '../../urls.ts'

export const errorPages: ErrorPages = {
  async notFound(db, request) {
    if (isForPrograms(request)) return refusedJson({ status: 404, code: 'not_found', message: 'There is nothing at this address.' })
    const address = request.method === 'GET' || request.method === 'HEAD' ? await movedTo(db, new URL(request.url)) : undefined
    if (address !== undefined) return moved(address)
    const { facts, t } = await setting(db)
    if (await isHeldAt(db, new URL(request.url).pathname)) return html(<Message facts={facts} t={t} title={t('error.held.title')} text={t('error.held.text')} />, 404)
    return html(<NotFound facts={facts} t={t} />, 404)
  },
  async refused(db, request, at) {
    if (isForPrograms(request)) return refusedJson({ status: 401, code: 'no_token', message: 'Send a token that is good, as Authorization: Bearer TOKEN. It is made at /desk/audience/settings.' }, { 'www-authenticate': 'Bearer' })
    const who = await signedIn(request, db, at)
    const { pathname, search } = new URL(request.url)
    const next = request.method === 'GET' ? pathname + search : paths.front
    if (!who) return seeOther(signInUrl(next))
    if (who.roles.length > 0 && !isStrong(who.factors)) return seeOther(secondFactorUrl(next))
    const { facts, t } = await setting(db)
    return html(<Message facts={facts} t={t} title={t('error.403.title')} text={t('error.403.text')} />, 403)
  },
  async broken(db, id) {
    const { facts, t } = await setting(db).catch(plainSetting)
    return html(<Message facts={facts} t={t} title={t('error.500.title')} text={t('error.500.text', { id })} />, 500)
  },
}

function isForPrograms(request: Request): boolean {
  return new URL(request.url).pathname.startsWith(`${paths.api}/`)
}

/** The page for what cannot be printed while the database is away. It is printed ahead, while that is still there. */
export async function awayPage(db: Reads): Promise<Response> {
  const { facts, t } = await setting(db).catch(plainSetting)
  return printed(<Message facts={facts} t={t} title={t('error.503.title')} text={t('error.503.text')} />, { tags: ['paper'] })
}

async function setting(db: Reads): Promise<{ facts: FrameFacts; t: T }> {
  const facts = await loadFrame(db)
  return { facts, t: translator(spoken(facts.paper.language, 'en')) }
}

// Not even the paper's name is to be had: the page still stands.
function plainSetting() {
  const paper = { name: 'Litfass', claim: '', language: 'en', time_zone: 'UTC', mark_picture_id: null }
  return { facts: { paper, sections: [] }, t: translator('en') }
}

/** Where an address leads that no route knows: an earlier system's, or one with a stroke too many. */
async function movedTo(db: Reads, { pathname, search }: URL): Promise<string | undefined> {
  const plain = pathname.length > 1 ? pathname.replace(/\/+$/, '') : pathname
  for (const address of new Set([pathname + search, pathname, plain, `${plain}/`])) {
    const article = await articleByAddress(db, address)
    if (article && isForReaders(article)) return articleUrl(article)
    const other = await redirectFrom(db, address)
    if (other !== undefined) return other
  }
  return plain !== pathname && plain.startsWith('/') && !plain.startsWith('//') ? plain : undefined
}

/** Whether an article stands at an address, or what belongs to one, that readers may not see at present. Nothing of it is said: no headline, no section, and no other address of it. */
async function isHeldAt(db: Reads, pathname: string): Promise<boolean> {
  const [, section = '', part = ''] = pathname.split('/')
  const own = await articleByAddress(db, `/${section}/${part}`)
  return own?.state === 'held'
}

function NotFound({ facts, t }: { facts: FrameFacts; t: T }) {
  return (
    <Frame facts={facts} t={t} title={t('error.404.title')} head={<NotIndexed />}>
      <article class="article">
        <header><div class="over"><p class="kicker">404</p><h1>{t('error.404.title')}</h1></div></header>
        <div class="body">
          <p>{t('error.404.text')}</p>
          <ul>
            <li><a href={paths.front}>{t('error.404.front')}</a></li>
            {facts.sections.map(({ slug, name }) => <li><a href={url(paths.section, { slug })}>{name}</a></li>)}
          </ul>
        </div>
      </article>
    </Frame>
  )
}

function Message({ facts, t, title, text }: { facts: FrameFacts; t: T; title: string; text: string }) {
  return (
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />}>
      <article class="article">
        <header><div class="over"><h1>{title}</h1></div></header>
        <div class="body"><p>{text}</p><p><a href={paths.front}>{t('error.404.front')}</a></p></div>
      </article>
    </Frame>
  )
}
