// What a conversion changed or left out, by kind and number.
export type Notes = Map<string, number>

export function note(notes: Notes, kind: string, times = 1) {
  notes.set(kind, (notes.get(kind) ?? 0) + times)
}
