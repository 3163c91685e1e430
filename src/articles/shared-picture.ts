// A picture as other sites show it beside a link: in the shapes there are, each in one file, of a format they all read.
import type { SharedPicture } from '../base/ui/card.ts'
import { paths, renditionName, url } from '../urls.ts'
import type { Rendition, ShownPicture } from './reads/pictures.ts'

/** Sites ask for at least this width; far wider files are refused by some for their size. */
const wantedWidth = 1_200

/** Cut to 3:2 first, then as it is. AVIF is left out: not all who ask can read it. Empty while its files are still being made. */
export function sharedFiles({ renditions }: Pick<ShownPicture, 'renditions'>): Omit<SharedPicture, 'alt'>[] {
  const files = (['wide', 'full'] as const).flatMap((crop) => (['jpeg', 'webp'] as const).flatMap((format) => fitting(renditions.filter((one) => one.crop === crop && one.format === format)) ?? []).slice(0, 1))
  return files.map((file) => ({ address: url(paths.picture, { file: renditionName(file) }), width: file.width, height: file.height, type: `image/${file.format}` }))
}

function fitting(sorted: Rendition[]): Rendition | undefined {
  return sorted.find(({ width }) => width >= wantedWidth) ?? sorted.at(-1)
}
