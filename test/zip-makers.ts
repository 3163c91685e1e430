// Makes zip archives for tests.
import { ZipFile } from 'yazl'

export async function zipped(files: Record<string, string>): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const parts: Uint8Array[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  return new Uint8Array(Buffer.concat(parts))
}
