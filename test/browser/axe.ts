// Looking through a page by axe: with all its rules, or only by those that a change of colours or of width can break.
import AxeBuilder from 'axe-core'
import type { Page } from 'playwright-core'
import { isWhole } from '../share.ts'

interface Violation { id: string; nodes: { html: string }[] }
interface Axe { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
interface Look { colorScheme: 'light' | 'dark'; width: number; /** All of them where none is named. */ rules?: readonly string[] }

/** Both colours and both widths, once each. */
export const twoLooks: readonly Look[] = [{ colorScheme: 'light', width: 360 }, { colorScheme: 'dark', width: 1440 }]
/** What hangs on colours; all other rules find the same in light and dark. */
const rules = ['color-contrast', 'link-in-text-block']
/** For many pages: with `npm run chaos` both colours at both widths, since larger letters may be paler. */
export const looks: readonly Look[] = !isWhole ? twoLooks : [...twoLooks, { colorScheme: 'light', width: 1440, rules }, { colorScheme: 'dark', width: 360, rules }]

/** What axe complains about on the page as it stands, each with a place where. */
export async function complaints(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!await page.evaluate('"axe" in globalThis')) await page.evaluate(AxeBuilder.source)
  const { violations } = await page.evaluate((rules) => (globalThis as unknown as Axe).axe.run({
    // Selectors of all that is well take as long to make as the rules to run.
    resultTypes: ['violations'], selectors: false, ...(rules ? { runOnly: rules } : {}),
  }), rules)
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
}

/** The same in light and dark, on a phone and on a large screen, without loading the page anew; and where it is wider than the screen. */
export async function complaintsInAll(page: Page, looks: readonly Look[]): Promise<string[]> {
  const found: string[] = []
  for (const { colorScheme, width, rules } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    const all = [...(await isTooWide(page) ? ['too wide'] : []), ...await complaints(page, rules)]
    found.push(...all.map((one) => `${colorScheme} ${width}: ${one}`))
  }
  return found
}

function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
}
