/** Names reach this from addresses too; nothing else than this leads into a folder or bucket. */
const pattern = /^(originals|renditions|uploads)\/([0-9a-f]{2})([0-9a-f]{2})[0-9a-f]{60}(\.[a-z0-9]{1,5})?$/

/**
 * Where a file lies in a folder or bucket, spread over two levels: `renditions/ab/cd/abcd….webp`. The same in both, so
 * that one can be copied into the other by any program.
 */
export function placeOf(name: string): string {
  const [, shelf, first, second] = pattern.exec(name) ?? []
  if (!shelf || !first || !second) throw new Error(`${JSON.stringify(name)} is no file's name`)
  return `${shelf}/${first}/${second}/${name.slice(shelf.length + 1)}`
}
