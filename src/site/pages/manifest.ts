// What a telephone needs to put the paper on its screen (W3C, Web App Manifest).
import { paper as paperRow } from '../../articles/reads/paper.ts'
import { colours } from '../../base/ui/colours.ts'
import { printedText } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'

/** What fits under an icon. */
const shortest = 12

export const show: Page<typeof paths.manifest, 'anyone'> = async ({ db }) => {
  const paper = await paperRow(db)
  const png = (src: string, side: number) => ({ src, sizes: `${side}x${side}`, type: 'image/png' })
  const manifest = {
    id: paths.front, name: paper.name, short_name: shortName(paper.name), ...(paper.claim ? { description: paper.claim } : {}), lang: paper.language,
    start_url: paths.front, scope: paths.front, display: 'minimal-ui', background_color: colours.light.paper, theme_color: colours.light.paper,
    icons: [
      ...(paper.mark_picture_id === null ? [{ src: paths.icon, sizes: 'any', type: 'image/svg+xml' }] : []),
      png(paths.icon192, 192), png(paths.icon512, 512), { ...png(paths.maskableIcon, 512), purpose: 'maskable' },
    ],
  }
  return printedText(JSON.stringify(manifest), { contentType: 'application/manifest+json', tags: ['paper'] })
}

/** As many of the name's last words as fit; of a longer one the browser cuts what it must. */
function shortName(name: string): string {
  const words = name.split(' ')
  const from = words.findIndex((_, n) => words.slice(n).join(' ').length <= shortest)
  return from < 0 ? name : words.slice(from).join(' ')
}
