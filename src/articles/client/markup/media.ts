// Media that live elsewhere, by their addresses.

/** The address of a medium that lives elsewhere, or undefined for what no reader could open. */
export function mediumAddress(address: string | undefined, from: string): string | undefined {
  if (!address) return undefined
  const given = address.trim().replace(/^\/\//, 'https://')
  const base = URL.canParse(from) ? from : undefined
  const url = URL.canParse(given, base) ? new URL(given, base) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const video = /^\/embed\/([\w-]{6,20})$/.exec(url.pathname)
  if (video && /(^|\.)youtube(-nocookie)?\.com$/.test(url.hostname)) return `https://www.youtube.com/watch?v=${video[1]}`
  return url.href
}

const providers = /(^|\.)(youtube\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|facebook\.com|instagram\.com|tiktok\.com|soundcloud\.com|spotify\.com|dailymotion\.com|flickr\.com|ted\.com|reddit\.com|tumblr\.com|slideshare\.net|issuu\.com|scribd\.com|wordpress\.tv|videopress\.com|mixcloud\.com|bsky\.app|datawrapper\.dwcdn\.net|peertube\.tv|ardmediathek\.de|zdf\.de)$/

/** Whether WordPress would have shown what lies at this address, standing alone on its line, as a medium. */
export function isKnownProvider(address: string): boolean {
  return URL.canParse(address) && providers.test(new URL(address).hostname)
}
