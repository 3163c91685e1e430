// A real Chromium for tests: the system's, or the one that a package brings.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']
// Nothing is to be asked of anybody elsewhere, and a sandbox is not to be had as root.
const quiet = ['--no-sandbox', '--disable-gpu', '--in-process-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--font-render-hinting=none']

/** On a busy machine; whatever is waited for is there as soon as it is there. */
const patience = 90_000

let opened: Promise<Browser> | undefined
// Whatever becomes of a file's tests, no browser outlives them.
const launched: Browser[] = []
after(() => Promise.all(launched.map((browser) => browser.close())))

/** A page in a browser context of its own. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  opened ??= launch()
  const context = await (await opened).newContext(options)
  context.setDefaultTimeout(patience)
  return context.newPage()
}

/** A browser for one's own use. */
export async function launch(...more: string[]): Promise<Browser> {
  const browser = await start([...quiet, ...more])
  launched.push(browser)
  return browser
}

async function start(args: string[]): Promise<Browser> {
  const system = process.env.LITFASS_TEST_BROWSER === 'packaged' ? undefined : installed.find((path) => existsSync(path))
  if (system) return chromium.launch({ executablePath: system, args: ['--headless', ...args] })
  const { executablePath, libraries } = await packaged()
  return chromium.launch({ executablePath, args: ['--headless', ...args], env: { ...process.env, LD_LIBRARY_PATH: libraries } })
}

// The package unpacks itself into TMPDIR, and brings the libraries that a bare system lacks.
async function packaged(): Promise<{ executablePath: string; libraries: string }> {
  const { TMPDIR: before } = process.env
  const folder = mkdtempSync(join(tmpdir(), 'litfass-chromium-'))
  process.env.TMPDIR = folder
  const { default: packagedChromium, inflate } = await import('@sparticuz/chromium')
  const executablePath = await packagedChromium.executablePath()
  const libraries = await inflate(join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin/al2023.tar.br'))
  // Everything else goes where it always does.
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return { executablePath, libraries: join(libraries, 'lib') }
}
