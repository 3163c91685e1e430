// What a form sent, as pages may take it: text that the database can keep, lines that end as they do here.

export type Form = Record<string, unknown>

/** Undefined for a body that is no form. A field that came several times is a list. */
export async function formOf(parse: () => Promise<Form>): Promise<Form | undefined> {
  try {
    return Object.fromEntries(Object.entries(await parse()).map(([name, value]) => [name, Array.isArray(value) ? value.map(plain) : plain(value)]))
  } catch {
    return undefined
  }
}

function plain(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed() : value
}

/** The text of a field; empty where it is missing or no text. Of several the last one. */
export function textIn(form: Form, name: string): string {
  const value = form[name]
  const last = Array.isArray(value) ? value.at(-1) : value
  return typeof last === 'string' ? last : ''
}

/** All texts of a field, such as checked boxes. */
export function textsIn(form: Form, name: string): string[] {
  return [form[name]].flat().filter((value) => typeof value === 'string')
}
