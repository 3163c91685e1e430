import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import exifr from 'exifr'
import sharp from 'sharp'
import { cornerColour, drawn, withIptc } from '../../test/pictures.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import type { Db } from '../base/db/db.ts'
import { folderFiles } from '../base/files/files.ts'
import { addPicture, makeRenditions, pictureSlug, PictureRefused, type PictureRefusal } from './picture.ts'
import { renditionFile } from './picture-files.ts'
import { pictureById, picturesById } from './reads/pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-pictures-'))
after(() => rmSync(folder, { recursive: true }))
const files = folderFiles(folder)
const act = { by: 'test', now: new Date('2026-03-01T12:00:00Z') }

async function added(db: Db, bytes: Uint8Array, over: Partial<Parameters<typeof addPicture>[1]> = {}) {
  const { id } = await addPicture(db, { files, name: 'a picture', bytes, ...over } as Parameters<typeof addPicture>[1], act)
  return (await pictureById(db, id))!
}
async function renditions(db: Db, id: number) {
  return (await picturesById(db, [id]))[0]!.renditions
}
async function rendition(db: Db, id: number, which: { crop?: 'full' | 'wide'; format?: 'avif' | 'webp' | 'jpeg' } = {}) {
  const { crop = 'full', format = 'webp' } = which
  const file = (await renditions(db, id)).findLast((one) => one.crop === crop && one.format === format)!
  return (await files.read(renditionFile(file)))!
}

test('a picture can be shown at once, and in all formats and widths once the job has run, twice or not', () => rolledBack(async (db) => {
  const { id, hash, media_type } = await added(db, await drawn(1000, 1000).png().toBuffer())
  assert.equal(media_type, 'image/png')
  assert.deepEqual((await renditions(db, id)).map((one) => `${one.format} ${one.crop} ${one.width}`), ['webp full 720', 'webp wide 720'])
  await makeRenditions(db, files, { picture_id: id })
  const made = await renditions(db, id)
  assert.equal(made.length, 3 * 2 * 5)
  for (const { crop, format, width, height, hash } of made) {
    const bytes = (await files.read(renditionFile({ hash, format })))!
    const is = await sharp(bytes).metadata()
    assert.deepEqual([is.format, is.width, is.height], [format === 'avif' ? 'heif' : format, width, height])
    assert.equal(height, crop === 'full' ? width : Math.round(width / 1000 * 667))
    assert.equal(createHash('sha256').update(bytes).digest('hex'), hash)
  }
  await makeRenditions(db, files, { picture_id: id })
  assert.deepEqual(await renditions(db, id), made)
  assert.ok(await files.has(`originals/${hash}`))
}))

test('a job that was ended half-way, or whose files were lost, makes what is missing', () => rolledBack(async (db) => {
  const { id } = await added(db, await drawn(700, 467).png().toBuffer())
  await makeRenditions(db, files, { picture_id: id })
  const made = await renditions(db, id)
  await files.remove(renditionFile(made.find((one) => one.format === 'avif')!))
  await db.deleteFrom('renditions').where('picture_id', '=', id).where('format', '=', 'jpeg').execute()
  await makeRenditions(db, files, { picture_id: id })
  assert.deepEqual((await renditions(db, id)).map((one) => one.hash).sort(), made.map((one) => one.hash).sort())
  for (const one of made) assert.ok(await files.has(renditionFile(one)))
}))

test('a job for a picture that is gone does nothing', () => rolledBack((db) => makeRenditions(db, files, { picture_id: 4711 })))

test('the same file under the same name is one picture, another file gets another name', () => rolledBack(async (db) => {
  const [one, other] = [await drawn(60, 40).png().toBuffer(), await drawn(60, 41).png().toBuffer()]
  const first = await added(db, one, { name: 'Brücke_Süd.JPG' })
  const second = await added(db, other, { name: 'brücke süd' })
  assert.deepEqual([first.name, second.name], ['bruecke-sued', 'bruecke-sued-2'])
  assert.equal((await added(db, one, { name: 'bruecke-sued' })).id, first.id)
  assert.equal((await added(db, other, { name: 'bruecke-sued' })).id, second.id)
  assert.equal((await added(db, one, { name: 'elsewhere' })).name, 'elsewhere')
}))

test('a name in other letters, or none, becomes a name all the same', () => {
  assert.deepEqual(['Ærø à la carte', '日本.png', '--', 'IMG_0042.final.JPEG', 'straße'].map(pictureSlug), ['aero-a-la-carte', 'picture', 'picture', 'img-0042-final', 'strasse'])
})

test('a single pixel is a picture', () => rolledBack(async (db) => {
  const { id } = await added(db, await drawn(1, 1).png().toBuffer())
  await makeRenditions(db, files, { picture_id: id })
  assert.deepEqual((await renditions(db, id)).map((one) => [one.crop, one.width, one.height]), [['full', 1, 1], ['full', 1, 1], ['full', 1, 1]])
}))

test('a panorama keeps its shape, and is cut where its focal point lies', () => rolledBack(async (db) => {
  const bytes = await drawn(3000, 200).jpeg().toBuffer()
  const left = await added(db, bytes, { name: 'left', focal_x: 0, focal_y: 0 })
  const right = await added(db, bytes, { name: 'right', focal_x: 1, focal_y: 0 })
  await makeRenditions(db, files, { picture_id: left.id })
  const full = (await renditions(db, left.id)).filter((one) => one.crop === 'full' && one.format === 'webp').at(-1)!
  assert.deepEqual([full.width, full.height], [1920, 128])
  assert.equal(await cornerColour(await rendition(db, left.id, { crop: 'wide' })), 'red')
  assert.equal(await cornerColour(await rendition(db, right.id, { crop: 'wide' })), 'blue')
}))

test('a portrait is cut where its focal point lies, at the very edge too', () => rolledBack(async (db) => {
  const bytes = await drawn(400, 900).jpeg().toBuffer()
  assert.equal(await cornerColour(await rendition(db, (await added(db, bytes, { name: 'top', focal_y: 0 })).id, { crop: 'wide' })), 'red')
  assert.equal(await cornerColour(await rendition(db, (await added(db, bytes, { name: 'bottom', focal_y: 1 })).id, { crop: 'wide' })), 'blue')
}))

test('a picture that the camera turned is shown upright, and measured so', () => rolledBack(async (db) => {
  // 6: what is the right upper corner of the file is on the left when seen upright.
  const turned = await sharp(await drawn(300, 600).png().toBuffer()).rotate(270).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  assert.equal((await sharp(turned).metadata()).width, 600)
  const { id, width, height } = await added(db, turned)
  assert.deepEqual([width, height], [300, 600])
  const shown = await rendition(db, id)
  assert.deepEqual([(await sharp(shown).metadata()).width, await cornerColour(shown)], [300, 'red'])
  assert.equal((await sharp(shown).metadata()).orientation, undefined)
  await makeRenditions(db, files, { picture_id: id })
  assert.equal(await cornerColour(await rendition(db, id, { format: 'jpeg', crop: 'wide' })), 'blue')
}))

test('a picture for print, in CMYK, is shown in the colours of screens', () => rolledBack(async (db) => {
  const cmyk = await drawn(300, 200).toColourspace('cmyk').jpeg().toBuffer()
  assert.equal((await sharp(cmyk).metadata()).space, 'cmyk')
  const shown = await rendition(db, (await added(db, cmyk)).id)
  assert.deepEqual([(await sharp(shown).metadata()).space, await cornerColour(shown)], ['srgb', 'red'])
}))

test('what is transparent becomes white in every format', () => rolledBack(async (db) => {
  const clear = await sharp({ create: { width: 90, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer()
  const { id } = await added(db, clear)
  await makeRenditions(db, files, { picture_id: id })
  for (const format of ['avif', 'webp', 'jpeg'] as const) assert.equal(await cornerColour(await rendition(db, id, { format })), 'white')
}))

test('grey, 16-bit, moving and differently packed pictures are taken, by what they are and not by their name', () => rolledBack(async (db) => {
  const grey = await drawn(90, 60).greyscale().png().toBuffer()
  const deep = await drawn(90, 60).toColourspace('rgb16').png().toBuffer()
  const moving = await sharp([await drawn(90, 60).png().toBuffer(), await sharp({ create: { width: 90, height: 60, channels: 3, background: '#1030c0' } }).png().toBuffer()], { join: { animated: true } }).gif().toBuffer()
  const others = await Promise.all((['tiff', 'avif', 'webp'] as const).map((format) => drawn(90, 60).toFormat(format).toBuffer()))
  for (const [n, bytes] of [grey, deep, moving, ...others].entries()) {
    const { id, width, height } = await added(db, bytes, { name: `wrong-${n}.jpg` })
    await makeRenditions(db, files, { picture_id: id })
    assert.deepEqual([width, height], [90, 60])
    if (n > 0) assert.equal(await cornerColour(await rendition(db, id, { format: 'jpeg' })), 'red')
  }
}))

test('what cannot be shown safely is refused, in words, and leaves nothing', () => rolledBack(async (db) => {
  const jpeg = await drawn(600, 400).jpeg().toBuffer()
  const refusals: [string, Uint8Array, PictureRefusal][] = [
    ['drawing.svg', Buffer.from('<?xml version="1.0"?>\n<!-- by hand --><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'), 'vector'],
    ['drawing.jpg', Buffer.from('\uFEFF  <svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>'), 'vector'],
    ['drawing16.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>', 'utf16le'), 'vector'],
    ['page.pdf', Buffer.from('%PDF-1.7\n'), 'vector'],
    ['text.jpg', Buffer.from('no picture at all'), 'format'],
    ['empty.jpg', Buffer.alloc(0), 'broken'],
    ['cut-off.jpg', jpeg.subarray(0, jpeg.length / 2), 'broken'],
    ['head-only.jpg', jpeg.subarray(0, 40), 'broken'],
    ['cut-off.png', (await drawn(300, 200).png().toBuffer()).subarray(0, 200), 'broken'],
    ['large.png', await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } }).png().toBuffer(), 'pixels'],
    ['tower.png', await sharp({ create: { width: 1, height: 20_000, channels: 3, background: '#fff' } }).png().toBuffer(), 'tall'],
    ['heavy.tif', Buffer.alloc(60_000_001), 'bytes'],
  ]
  for (const [name, bytes, why] of refusals) {
    await assert.rejects(addPicture(db, { files, name, bytes }, act), (error) => {
      assert.ok(error instanceof PictureRefused, `${name}: ${String(error)}`)
      assert.equal(error.why, why, name)
      assert.match(error.message, new RegExp(`^the picture ${name} cannot be taken: `))
      return true
    })
    assert.equal(await files.has(`originals/${createHash('sha256').update(bytes).digest('hex')}`), false)
  }
  assert.equal(await db.selectFrom('pictures').select('id').executeTakeFirst(), undefined)
}))

test('what the caller says goes before what the file says, each by itself', () => rolledBack(async (db) => {
  const bytes = withIptc(await drawn(90, 60).jpeg().toBuffer(), [[120, 'From the file'], [80, 'Jo Ott'], [110, 'WA'], [116, '© WA']])
  const { caption, credit_person, credit_agency, rights } = await added(db, bytes)
  assert.deepEqual([caption, credit_person, credit_agency, rights], ['From the file', 'Jo Ott', 'WA', '© WA'])
  const given = await added(db, bytes, { name: 'given', caption: '', credit_person: 'Anna Uhl' })
  assert.deepEqual([given.caption, given.credit_person, given.credit_agency, given.rights], ['', 'Anna Uhl', '', '© WA'])
}))

const hasExiftool = spawnSync('exiftool', ['-ver']).status === 0
const secrets = ['SN-4711-SECRET', 'MAKERNOTE-SECRET', 'HOME-SECRET', 'LENS-SECRET']

/** As a camera and an agency leave it: place, serial numbers, an embedded thumbnail, and the words that may stay. */
async function telling(): Promise<Buffer> {
  const plain = await drawn(700, 467).withExif({
    IFD0: { Artist: 'Jo Ott', Copyright: '© WA', HostComputer: 'HOME-SECRET' },
    IFD2: { BodySerialNumber: 'SN-4711-SECRET', LensModel: 'LENS-SECRET', UserComment: 'MAKERNOTE-SECRET' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 33/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '10/1 0/1 0/1' },
  }).withIccProfile('p3').jpeg().toBuffer()
  const bytes = withIptc(plain, [[80, 'Jo Ott'], [110, 'WA'], [116, '© WA'], [120, 'Nebel an der Schleuse'], [101, 'HOME-SECRET']])
  if (!hasExiftool) return bytes
  const [path, thumbnail] = [join(folder, 'telling.jpg'), join(folder, 'thumbnail.jpg')]
  writeFileSync(path, bytes)
  writeFileSync(thumbnail, await drawn(160, 107).jpeg().toBuffer())
  execFileSync('exiftool', ['-q', '-overwrite_original', `-ThumbnailImage<=${thumbnail}`, '-XMP-aux:SerialNumber=SN-4711-SECRET', '-XMP-xmpMM:DocumentID=HOME-SECRET', path])
  return readFileSync(path)
}

test('what is served carries caption, credit and rights, and nothing else the file knew', () => rolledBack(async (db) => {
  const bytes = await telling()
  const before: unknown = await exifr.gps(bytes)
  assert.deepEqual(before, { latitude: 53.55, longitude: 10 })
  const { id } = await added(db, bytes)
  await makeRenditions(db, files, { picture_id: id })
  for (const format of ['avif', 'webp', 'jpeg'] as const) {
    const shown = await rendition(db, id, { format })
    const { exif, icc, iptc, xmpAsString = '' } = await sharp(shown).metadata()
    assert.deepEqual([exif, icc, iptc], [undefined, undefined, undefined], format)
    for (const word of ['Nebel an der Schleuse', 'Jo Ott', 'WA', '© WA']) assert.ok(xmpAsString.includes(word), `${format}: ${word}`)
    for (const secret of secrets) assert.ok(!shown.includes(secret), `${format}: ${secret}`)
    // exifr cannot open WebP, and finds no XMP in AVIF.
    if (format !== 'webp') assert.deepEqual(Object.keys(await exifr.parse(shown, { mergeOutput: false, gps: true, exif: true, ifd1: true, makerNote: true, xmp: true, iptc: true, icc: true }) ?? {}), format === 'jpeg' ? ['dc', 'photoshop'] : [])
  }
}))

test('exiftool finds nothing else in it either', { skip: !hasExiftool && 'exiftool is not installed' }, () => rolledBack(async (db) => {
  const bytes = await telling()
  assert.ok('ThumbnailImage' in tagsOf(bytes, 'jpg') && 'GPSLatitude' in tagsOf(bytes, 'jpg'))
  const { id } = await added(db, bytes)
  await makeRenditions(db, files, { picture_id: id })
  for (const format of ['avif', 'webp', 'jpeg'] as const) {
    const { Creator, Credit, Description, Rights, ...others } = tagsOf(await rendition(db, id, { format }), format)
    assert.deepEqual([Creator, Credit, Description, Rights], ['Jo Ott', 'WA', 'Nebel an der Schleuse', '© WA'], format)
    const technical = Object.keys(others).filter((tag) => !/^(SourceFile|ExifToolVersion|JFIFVersion|MIMEType|Image(Width|Height|Size|PixelDepth|SpatialExtent)|Megapixels|(X|Y)Resolution|ResolutionUnit|EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling|VP8Version|HorizontalScale|VerticalScale|XMPToolkit|WebP_Flags|File\w+|Directory|MajorBrand|MinorVersion|CompatibleBrands|HandlerType|PrimaryItemReference|MetaImageSize|MediaData(Size|Offset)|AV1\w+|Chroma\w+|ColorProfiles|ColorPrimaries|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag|Warning|(Pixel)?AspectRatio|PixelAspectRatio)$/.test(tag))
    assert.deepEqual(technical, [], format)
  }
}))

function tagsOf(bytes: Uint8Array, ending: string): Record<string, unknown> {
  const path = join(folder, `tags.${ending}`)
  writeFileSync(path, bytes)
  return JSON.parse(execFileSync('exiftool', ['-json', path], { encoding: 'utf8' }))[0]
}
