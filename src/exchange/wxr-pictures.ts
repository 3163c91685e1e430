// Attachments become pictures; the places of those whose files are missing stay marked.
import { addPicture, PictureRefused, type AddedPicture } from '../articles/picture.ts'
import { pictureById } from '../articles/reads/pictures.ts'
import type { DocumentNode } from '../articles/document.ts'
import { fileName, type PictureRef } from './html-media.ts'
import { changed, leftOut } from './import-report.ts'
import { importedIds } from './reads/imported.ts'
import { insertImported } from './writes/imported.ts'
import { placeOf, remember, remembered, type Import } from './wxr-import.ts'
import type { WxrItem } from './wxr-item.ts'
import { uploadPath, type Attachment } from './wxr-outline.ts'

/** An attachment in its own right: a picture comes along even where no text shows it. */
export async function importAttachment(ours: Import, item: WxrItem) {
  const attachment = ours.outline.attachments.get(item.id)
  if (!attachment?.isPicture) return leftOut(ours.report, 'attachments that are not pictures', attachment?.file || placeOf(item))
  await pictureFor(ours, { attachment: item.id })
}

/** Puts the pictures that could be had into the places of a text. */
export async function fillPictures(ours: Import, pictures: { node: DocumentNode; ref: PictureRef }[], where: string) {
  for (const { node, ref } of pictures) {
    const attachment = attachmentOf(ours, ref)
    const picture = await pictureFor(ours, ref)
    const { alt, caption } = node.attrs ?? {}
    const missing = attachment?.file ? fileName(attachment.file) : node.attrs?.missing
    node.attrs = {
      picture: picture?.name ?? null,
      alt: alt || attachment?.alt || '',
      caption: caption || (ref.address === undefined && attachment?.caption) || null,
      missing: picture ? null : missing,
    }
    if (!picture) changed(ours.report, 'places in texts marked with the file that is missing', where)
  }
}

/** The picture a text names, taken in when it is met first; undefined where its file is not to be had. */
export async function pictureFor(ours: Import, ref: PictureRef): Promise<AddedPicture | undefined> {
  const attachment = attachmentOf(ours, ref)
  const file = attachment?.file || (ref.address === undefined ? '' : uploadPath(ref.address))
  const foreign_id = attachment?.id ?? ref.address ?? `attachment ${ref.attachment}`
  const known = remembered(ours, 'picture', foreign_id)
  if (known === '') return undefined
  const id = known ?? (await importedIds(ours.tx, { source: ours.outline.source, kind: 'picture' }, [foreign_id])).get(foreign_id)
  const there = id === undefined ? undefined : await pictureById(ours.tx, Number(id))
  const picture = there ?? await takenIn(ours, { file, attachment, foreign_id })
  remember(ours, { kind: 'picture', foreign_id }, picture ? String(picture.id) : '')
  return picture
}

function attachmentOf({ outline }: Import, { attachment, address }: PictureRef): Attachment | undefined {
  const numbered = attachment === undefined ? undefined : outline.attachments.get(attachment)
  if (numbered?.isPicture || address === undefined) return numbered
  const file = uploadPath(address)
  const number = outline.attachmentsByFile.get(file) ?? outline.attachmentsByFile.get(file.replace(/-\d{2,5}x\d{2,5}(?=\.\w+$)/, ''))
  return number === undefined ? undefined : outline.attachments.get(number)
}

interface Wanted { file: string; attachment: Attachment | undefined; foreign_id: string }

async function takenIn(ours: Import, { file, attachment, foreign_id }: Wanted): Promise<AddedPicture | undefined> {
  const { tx, act, files, media, report, outline: { source } } = ours
  const path = file === '' ? undefined : await media?.find(file)
  if (path === undefined) {
    report.missing_files.push(file || foreign_id)
    return undefined
  }
  try {
    // What the export does not say is read from the file.
    const words = { alt: attachment?.alt || undefined, caption: attachment?.caption || undefined }
    const picture = await addPicture(tx, { files, path, name: fileName(file), ...words }, act)
    await insertImported(tx, { source, kind: 'picture', now: act.now }, [[foreign_id, String(picture.id)]])
    remember(ours, { kind: 'picture', foreign_id, counted: 'pictures' }, String(picture.id))
    return picture
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error
    leftOut(report, `pictures whose file cannot be used (${error.why})`, file)
    return undefined
  }
}
