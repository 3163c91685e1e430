// What the editor says, by name: the server sends these texts in the language of whoever writes (`editor.…` in locales/), with
// places in braces for what is not known before: say('people_here', { people: 'Ada Anders' }).
import type { CheckName } from './house-style/finding.ts'

export const words = [
  'state.opening', 'state.saved', 'state.saving', 'state.away', 'state.away_unkept', 'state.ended', 'state.refused', 'state.untaken', 'state.gone', 'copy', 'copied', 'left_text', 'left_here', 'discard_left',
  'people_here', 'person_here',
  'label', 'placeholder', 'toolbar', 'undo', 'redo', 'style', 'strong', 'emphasis', 'link', 'code', 'sub', 'sup', 'strikethrough', 'more_marks', 'insert', 'move_up', 'move_down', 'delete_block', 'block',
  'blocks.paragraph', 'blocks.heading', 'blocks.subheading', 'blocks.quotation', 'blocks.pull_quote', 'blocks.bullet_list', 'blocks.ordered_list', 'blocks.definition_list', 'blocks.table', 'blocks.picture',
  'blocks.gallery', 'blocks.fact_box', 'blocks.embed', 'blocks.footnote', 'blocks.divider', 'blocks.hard_break', 'photograph', 'from_device', 'upload.sending', 'upload.away', 'upload.taking', 'upload.taken', 'upload.signed_out',
  'close', 'take', 'link.set', 'link.change', 'link.remove', 'link.address', 'link.address_hint', 'link.text', 'link.title', 'link.title_hint', 'link.wrong',
  'attribution', 'box_title', 'table_caption', 'row_below', 'row_above', 'column_right', 'column_left', 'header_cell', 'delete_row', 'delete_column',
  'embed.url', 'embed.title', 'embed.title_hint', 'embed.wrong', 'footnote_says', 'footnote_text', 'picture_alt', 'picture_caption', 'picture_says', 'picture_missing', 'other_picture', 'as_picture', 'alt_missing', 'part_keys',
  'add_picture', 'delete_gallery', 'choose_picture', 'find_picture', 'take_picture', 'choose_one', 'more_pictures', 'pictures_away', 'picture_page', 'no_picture',
  'counts.characters', 'counts.letters', 'counts.words', 'counts.lines', 'counts.minutes', 'counts.met', 'counts.missing', 'counts.over',
  'pasted.title', 'pasted.read', 'pasted.take_pictures', 'pasted.all', 'pasted.picture_one', 'pasted.picture_other', 'pasted.frame_one', 'pasted.frame_other', 'pasted.comment_one', 'pasted.comment_other', 'pasted.link_one', 'pasted.link_other', 'pasted.control', 'pasted.change', 'pasted.look', 'pasted.underline', 'pasted.slug',
  'house_style', 'house_style.nothing', 'house_style.how_long', 'house_style.blocks', 'house_style.replace', 'house_style.one_space', 'typography.set', 'typography.set_all', 'typography.soft_hyphen', 'typography.narrow_space',
  'notes', 'notes.add', 'notes.keep', 'notes.text', 'notes.about', 'notes.empty', 'notes.select_first', 'notes.passage', 'notes.orphan', 'notes.settled_by', 'notes.settle', 'notes.reopen', 'notes.answer', 'notes.answer_to', 'notes.is_answered', 'notes.is_kept', 'notes.is_open', 'notes.is_settled',
  'suggestions', 'suggestions.on', 'suggestions.are_on', 'suggestions.are_off', 'suggestions.impossible', 'suggestions.accept', 'suggestions.refuse', 'suggestions.accepted', 'suggestions.refused', 'suggestions.puts_in', 'suggestions.takes_out', 'suggestions.of', 'suggestions.all',
  'help', 'help.toolbar', 'help.fields', 'help.leave', 'help.insert', 'help.move', 'help.tab',
] as const
/** Checks of house style are called as on their page. */
export type Word = (typeof words)[number] | `check.${CheckName}`

export type Say = (word: Word, values?: Record<string, string | number>) => string

/** Every place that a text may have; the server leaves it as it is. */
export const places = ['n', 'people', 'name', 'text', 'block', 'goal', 'minutes', 'key', 'list', 'length', 'limit', 'at', 'quote'] as const

export function sayer(texts: Record<string, string>): Say {
  return (word, values = {}) => (texts[word] ?? word).replace(/\{(\w+)\}/g, (whole, place: string) => String(values[place] ?? whole))
}
