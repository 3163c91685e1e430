import type { Reads } from '../../base/db/db.ts'
import type { FileName } from '../../base/files/files.ts'
import { originalFile, renditionFile } from '../picture-files.ts'

/** Every file that the database names: what a backup must have beside it. */
export async function keptFiles(db: Reads): Promise<FileName[]> {
  const [pictures, renditions] = await Promise.all([
    db.selectFrom('pictures').select('hash').execute(),
    db.selectFrom('renditions').select(['hash', 'format']).execute(),
  ])
  return [...pictures.map(({ hash }) => originalFile(hash)), ...renditions.map(renditionFile)]
}
