// Signs at the beginning of a line that make a block of it, and signs around words that mark them: those of the notation.
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules'
import type { MarkType } from 'prosemirror-model'
import { TextSelection, type Plugin } from 'prosemirror-state'
import { markType, nodeType } from './commands.ts'

export function rulePlugins(): Plugin[] {
  return [inputRules({
    rules: [
      textblockTypeInputRule(/^(##|###) $/, nodeType('heading'), ([, signs = '']) => ({ level: signs.length })),
      textblockTypeInputRule(/^>> $/, nodeType('pull_quote')),
      wrappingInputRule(/^> $/, nodeType('quotation')),
      wrappingInputRule(/^([-*]) $/, nodeType('bullet_list')),
      wrappingInputRule(/^(\d{1,4})\. $/, nodeType('ordered_list'), ([, start]) => ({ start: Number(start) }), ([, start], list) => list.childCount + Number(list.attrs.start) === Number(start)),
      wrappingInputRule(/^::: $/, nodeType('fact_box')),
      divider(),
      marked(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, markType('strong')),
      marked(/__([^_\s](?:[^_]*[^_\s])?)__$/, markType('emphasis')),
      marked(/`([^`\s](?:[^`]*[^`\s])?)`$/, markType('code')),
    ],
  })]
}

function divider(): InputRule {
  return new InputRule(/^---$/, (state, _match, start) => {
    const $start = state.doc.resolve(start)
    if ($start.parent.type.name !== 'paragraph' || !$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), nodeType('divider'))) return null
    const tr = state.tr.replaceWith($start.before(), $start.after(), [nodeType('divider').create(), nodeType('paragraph').create()])
    return tr.setSelection(TextSelection.create(tr.doc, $start.before() + 2))
  })
}

/** The signs around go, what is between them is marked, and what is typed next is not. */
function marked(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, [whole = '', inside = ''], start, end) => {
    if (!state.doc.resolve(start).parent.type.allowsMarkType(type)) return null
    const opening = start + whole.indexOf(inside)
    const tr = state.tr
    // The last sign is not in the text yet.
    if (opening + inside.length < end) tr.delete(opening + inside.length, end)
    tr.delete(start, opening)
    return tr.addMark(start, start + inside.length, type.create()).removeStoredMark(type)
  })
}
