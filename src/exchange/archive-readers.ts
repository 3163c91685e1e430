// Readers on their way in from an archive, with their roles, passkeys and record.
import { insertRows } from '../base/db/rows.ts'
import { nameKey } from '../people/name.ts'
import { known, takeLines, type Ids, type Taking } from './archive-taking.ts'

export async function takeReaders(taking: Taking, ids: Ids) {
  const { tx } = taking
  await takeLines(taking, 'readers', async (lines) => {
    await insertRows(tx, 'readers', lines.map((line) => {
      const { number: id, author, roles, passkeys, standing, ...columns } = line.value
      return { id, ...columns, name_key: nameKey(columns.name), former_name_key: columns.former_name === null ? null : nameKey(columns.former_name), author_id: author === null ? null : known(ids.authors, { at: line, what: 'author', name: author }) }
    }))
    const values = lines.map(({ value }) => value)
    await insertRows(tx, 'staff_roles', values.flatMap(({ number: reader_id, roles }) => roles.map((role) => ({ reader_id, ...role }))))
    await insertRows(tx, 'passkeys', values.flatMap(({ number: reader_id, passkeys }) => passkeys.map(({ public_key, ...passkey }) =>
      ({ reader_id, public_key: `\\x${public_key}`, ...passkey }))))
    await insertRows(tx, 'standings', values.flatMap(({ number: reader_id, standing }) => (standing ? [{ reader_id, ...standing }] : [])))
  })
}
