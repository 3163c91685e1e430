// Checks XML against the schemas of banks, where they lie beside the project.
import { existsSync, readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'

const folder = new URL('../../shared/data/sepa/xsd/', import.meta.url)
/** For tests that need them: false, or why they are passed by. */
export const withoutSchemas = existsSync(folder) ? false : 'the schemas of ISO 20022 and of the German banks are not beside the project'

const validators = new Map<string, XsdValidator>()

/** What is wrong with it by a schema, such as `pain.008.001.08`; nothing where it is valid. */
export function schemaFaults(xml: Buffer | string, schema: string): string[] {
  let validator = validators.get(schema)
  if (!validator) validators.set(schema, validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(new URL(`${schema}.xsd`, folder)))))
  const doc = XmlDocument.fromBuffer(Buffer.from(xml))
  try {
    validator.validate(doc)
    return []
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split('\n').filter(Boolean)
  } finally {
    doc.dispose()
  }
}
