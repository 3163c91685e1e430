// What pages need beside their text: one style sheet, at the desk a second, two fonts, the few scripts, the icon. Each is kept in memory under
// a name that carries the hash of its content, so that a browser may keep it for good. The desk's editor alone is bound from
// packages: that is done when it is first needed.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as Oxc from 'oxc-transform'
import { paths, url } from '../../urls.ts'
import { bundle, type Bundle } from './bundle.ts'

interface Asset { name: string; type: string; body: Buffer | Bundle }

const root = fileURLToPath(new URL('../../../', import.meta.url))
const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon',
}
/** Declares the order of the layers, so it comes first; each other sheet has a layer of its own, and may come anywhere. */
const firstSheet = 'src/base/ui/ui.css'
/** What is set at the desk alone: no reader waits for it. */
const deskSheets = ['src/newsroom/**/*.css', 'src/exchange/wires.css', 'src/site/fronts.css']

/** The scripts that are made of several files, the editor of packages, too; and what of ours goes into each. */
const bound = [
  { entry: 'src/newsroom/client/editor.ts', sources: ['src/newsroom/client/editor.ts', 'src/newsroom/client/editor/**/*.ts', 'src/newsroom/client/upload/**/*.ts', 'src/articles/client/**/*.ts', 'src/base/client/**/*.ts'] },
  { entry: 'src/newsroom/client/topic-picture.ts', sources: ['src/newsroom/client/topic-picture.ts', 'src/newsroom/client/editor/*.ts', 'src/newsroom/client/upload/**/*.ts'] },
  { entry: 'src/newsroom/client/left-text.ts', sources: ['src/newsroom/client/left-text.ts', 'src/newsroom/client/editor/*.ts'] },
  { entry: 'src/newsroom/client/pictures.ts', sources: ['src/newsroom/client/pictures.ts', 'src/newsroom/client/upload/**/*.ts'] },
]

const byName = new Map<string, Asset>()
const byFile = new Map<string, Asset>()

for (const path of globSync('public/**/*.{woff2,svg,png,ico}', { cwd: root })) add(basename(path), readFileSync(root + path))
for (const path of globSync('src/*/client/*.ts', { cwd: root })) if (!bound.some(({ entry }) => entry === path)) add(basename(path).replace(/\.ts$/, '.js'), Buffer.from(script(root + path)))
for (const one of bound) addBound(one)
const ofDesk = new Set(globSync(deskSheets, { cwd: root }))
const sheets = globSync('src/**/*.css', { cwd: root }).filter((path) => path !== firstSheet).sort()
add('style.css', Buffer.from(style([firstSheet, ...sheets.filter((path) => !ofDesk.has(path))])))
add('desk.css', Buffer.from(style(sheets.filter((path) => ofDesk.has(path)))))

/** The address of an asset by its plain name, such as style.css. */
export function assetUrl(name: string): string {
  const asset = byName.get(name)
  if (!asset) throw new Error(`there is no asset ${name}`)
  // Whoever gets the address will come for it.
  if (isBound(asset.body)) asset.body.text().catch(() => {})
  return url(paths.asset, { file: asset.name })
}

/** A script by its plain name, for the one that must stand at an address of its own. */
export function scriptText(name: string): string {
  const asset = byName.get(name)
  if (!asset || isBound(asset.body)) throw new Error(`there is no asset ${name}`)
  return asset.body.toString('utf8')
}

/** Answers with an asset by the name in its address, or nothing. The press packs and keeps it as it does pages. */
export async function assetResponse(file: string): Promise<Response | undefined> {
  const asset = byFile.get(file)
  if (!asset) return undefined
  const body = isBound(asset.body) ? await asset.body.text() : asset.body
  return new Response(new Uint8Array(body), { headers: { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable', 'surrogate-key': 'asset' } })
}

function add(plain: string, body: Buffer) {
  const ending = extname(plain)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const asset = { name: `${basename(plain, ending)}-${hash}${ending}`, type: types[ending] ?? 'application/octet-stream', body }
  byName.set(plain, asset)
  byFile.set(asset.name, asset)
}

function addBound({ entry, sources }: (typeof bound)[number]) {
  const [plain, body] = [basename(entry, '.ts'), bundle(entry, { root, sources })]
  const asset = { name: `${plain}-${body.hash}.js`, type: types['.js'] ?? '', body }
  byName.set(`${plain}.js`, asset)
  byFile.set(asset.name, asset)
}

function isBound(body: Asset['body']): body is Bundle {
  return !Buffer.isBuffer(body)
}

function style(files: string[]): string {
  const text = files.map((path) => readFileSync(root + path, 'utf8')).join('\n')
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s*/g, '\n').replace(/url\(asset:([^)]+)\)/g, (_, name: string) => `url(${assetUrl(name)})`)
}

function script(path: string): string {
  const { transformSync } = createRequire(import.meta.url)('oxc-transform') as typeof Oxc
  const { code, errors } = transformSync(path, readFileSync(path, 'utf8'), { lang: 'ts' })
  if (errors.length > 0) throw new SyntaxError(errors.map((e) => e.message).join('\n'))
  // Whoever wants to read it finds it in the source.
  return code.replace(/^\s*\/\/.*\n/gm, '').replace(/^\t+/gm, '')
}
