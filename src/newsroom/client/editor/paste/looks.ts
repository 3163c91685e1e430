// What the look of an element says: bold and italic by style, what is hidden, and what of a look is left out.
import { attribute, type MarkupElement } from '../../../../articles/client/markup/tree.ts'

/** The declarations of a style attribute, by name. */
export function styleOf(element: MarkupElement): ReadonlyMap<string, string> {
  const declared = (attribute(element, 'style') ?? '').split(';').map((one) => one.split(/:(.*)/s))
  return new Map(declared.flatMap(([name = '', value = '']): [string, string][] => (name.trim() ? [[name.trim().toLowerCase(), value.trim().toLowerCase()]] : [])))
}

export function isHidden(element: MarkupElement, style: ReadonlyMap<string, string>): boolean {
  return attribute(element, 'hidden') !== undefined || style.get('display') === 'none' || style.get('visibility') === 'hidden' || style.get('mso-hide') === 'all'
}

/** The elements that say what the style says; `plain` where it takes away what the tag would say. */
export function meant(style: ReadonlyMap<string, string>): { tags: string[]; isPlain: { strong: boolean; em: boolean } } {
  const weight = style.get('font-weight') ?? ''
  const isBold = /^(bold|bolder|[6-9]00)$/.test(weight)
  const slant = style.get('font-style') ?? ''
  const raised = style.get('vertical-align') ?? ''
  const line = style.get('text-decoration') ?? style.get('text-decoration-line') ?? ''
  return {
    tags: [...(isBold ? ['strong'] : []), ...(/^(italic|oblique)/.test(slant) ? ['em'] : []), ...(/line-through/.test(line) ? ['s'] : []), ...(raised === 'super' ? ['sup'] : raised === 'sub' ? ['sub'] : [])],
    isPlain: { strong: /^(normal|lighter|[1-5]00)$/.test(weight), em: slant === 'normal' },
  }
}

const everyday = /^(#000(000)?|black|windowtext|inherit|initial|auto|currentcolor|transparent|none|white|#fff(fff)?|rgb\(0, ?0, ?0\)|rgb\(255, ?255, ?255\)|rgba\(0, ?0, ?0, ?0\))?$/

/** Colours of letters or behind them, other than black on white. */
export function isColoured(element: MarkupElement, style: ReadonlyMap<string, string>): boolean {
  const colours = [style.get('color'), style.get('background-color'), style.get('background'), style.get('mso-highlight'), element.tagName === 'font' ? attribute(element, 'color')?.toLowerCase() : undefined]
  return element.tagName === 'mark' || colours.some((one) => one !== undefined && !everyday.test(one))
}

export function isUnderlined(element: MarkupElement, style: ReadonlyMap<string, string>): boolean {
  return element.tagName === 'u' || /underline/.test(style.get('text-decoration') ?? style.get('text-decoration-line') ?? '')
}
