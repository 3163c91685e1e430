// What the editor says, by name: the server sends these texts in the language of whoever writes (`editor.…` in locales/), with
// places in braces for what is not known before: say('people_here', { people: 'Ada Anders' }).
export const words = [
  'state.opening', 'state.saved', 'state.saving', 'state.away', 'state.away_unkept', 'state.ended', 'state.refused', 'state.gone', 'copy', 'copied', 'left_text',
  'people_here', 'person_here',
  'label', 'placeholder', 'toolbar', 'undo', 'redo', 'style', 'strong', 'emphasis', 'link', 'code', 'sub', 'sup', 'strikethrough', 'more_marks', 'insert', 'move_up', 'move_down', 'delete_block', 'block',
  'blocks.paragraph', 'blocks.heading', 'blocks.subheading', 'blocks.quotation', 'blocks.pull_quote', 'blocks.bullet_list', 'blocks.ordered_list', 'blocks.definition_list', 'blocks.table', 'blocks.picture',
  'blocks.gallery', 'blocks.fact_box', 'blocks.embed', 'blocks.footnote', 'blocks.divider', 'blocks.hard_break', 'blocks.photo',
] as const
export type Word = (typeof words)[number]

export type Say = (word: Word, values?: Record<string, string | number>) => string

/** Every place that a text may have; the server leaves it as it is. */
export const places = ['n', 'people', 'name', 'text', 'block', 'goal', 'minutes', 'key'] as const

export function sayer(texts: Record<string, string>): Say {
  return (word, values = {}) => (texts[word] ?? word).replace(/\{(\w+)\}/g, (whole, place: string) => String(values[place] ?? whole))
}
