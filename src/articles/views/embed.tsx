// A medium that lives elsewhere: a still box that names the provider. Without scripts it is a plain link;
// with them a button appears, and only a press on it loads anything from there.
import type { T } from '../../base/i18n/i18n.ts'

/** The frames that known providers allow to be shown elsewhere, in their variant that sets no cookie where there is one. */
const players: { name: string; hosts: RegExp; frame(url: URL): string | null }[] = [
  {
    name: 'YouTube', hosts: /(^|\.)(youtube\.com|youtu\.be|youtube-nocookie\.com)$/,
    frame: (url) => {
      const id = url.hostname.endsWith('youtu.be') ? url.pathname.slice(1) : (url.searchParams.get('v') ?? /^\/(?:embed|shorts|live)\/([^/]+)/.exec(url.pathname)?.[1])
      return id && /^[\w-]{6,20}$/.test(id) ? `https://www.youtube-nocookie.com/embed/${id}` : null
    },
  },
  {
    name: 'Vimeo', hosts: /(^|\.)vimeo\.com$/,
    frame: (url) => { const id = /(\d{6,})/.exec(url.pathname)?.[1]; return id ? `https://player.vimeo.com/video/${id}?dnt=1` : null },
  },
]
/** For the Content-Security-Policy of pages that carry an embed. */
export const frameSources = ['https://www.youtube-nocookie.com', 'https://player.vimeo.com']

export function Embed({ url, title, t }: { url: string; title: string; t: T }) {
  if (!URL.canParse(url)) return <p>{title || url}</p>
  const address = new URL(url)
  const provider = providerOf(address)
  const frame = playerOf(address)?.frame(address) ?? null
  return (
    <aside class="embed" data-frame={frame ?? undefined} data-title={title || t('embed.title', { provider })}>
      <p class="kicker">{t('embed.title', { provider })}</p>
      {title ? <p><strong>{title}</strong></p> : null}
      <p class="small">{t('embed.why', { provider })}</p>
      <p class="act">
        {frame ? <button type="button" class="button" hidden>{t('embed.load')}</button> : null}
        <a href={url} rel="noopener">{t('embed.open', { provider })}</a>
      </p>
    </aside>
  )
}

/** Whose a medium is, as readers know it. */
export function providerOf(address: URL): string {
  return playerOf(address)?.name ?? address.hostname.replace(/^www\./, '')
}

function playerOf(address: URL) {
  return players.find(({ hosts }) => hosts.test(address.hostname))
}
