// Text in the encoding that DATEV reads (Windows-1252), which Node only decodes.

const bytes = new Map(Array.from({ length: 256 }, (_, byte): [string, number] => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]))

/** A character that it does not have becomes its plain letter, or a question mark. */
export function windows1252(text: string): Buffer {
  return Buffer.from(Array.from(text.normalize('NFC'), (letter) => bytes.get(letter) ?? bytes.get(letter.normalize('NFD')[0] ?? '') ?? 0x3f))
}
