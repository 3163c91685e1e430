// The database as PostgreSQL itself hands it out while it is at work (BASE_BACKUP): a tar archive of its files and of the log
// of everything written meanwhile. It leaves out what unlogged tables hold, and fails where a page does not fit its checksum.
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { Client, Query, type Connection } from 'pg'
import { Unable } from '../unable.ts'

interface DatabaseTar {
  /** The server's version, such as `18.4`. */
  postgresql: string
  tar: Readable
  close(): Promise<void>
}

export async function databaseTar(address: string): Promise<DatabaseTar> {
  const url = new URL(address)
  url.searchParams.set('replication', 'true')
  const client = new Client({ connectionString: url.href, application_name: 'litfass backup' })
  client.on('error', () => {})
  await client.connect()
  const { rows: [row] } = await client.query<{ server_version: string }>('SHOW server_version')
  // The slot ends with the connection. Until then it keeps the server from throwing away the log since the beginning.
  await client.query(`CREATE_REPLICATION_SLOT litfass_${randomUUID().replaceAll('-', '')} TEMPORARY PHYSICAL (RESERVE_WAL true)`)
  return { postgresql: row?.server_version ?? '', tar: streamed(client), close: () => client.end() }
}

/** How the protocol marks what a message brings. */
const [archive, content] = ['n'.charCodeAt(0), 'd'.charCodeAt(0)]

function streamed(client: Client): Readable {
  let connection: Connection | undefined
  let archives = 0
  const tar = new Readable({ read: () => connection?.stream.resume() })
  const fail = (reason: string) => tar.destroy(new Unable(`the database could not be copied: ${reason}`))
  const query = new Query(`BASE_BACKUP (LABEL 'litfass', CHECKPOINT 'fast', WAL true, MANIFEST 'no')`)
  const handleCopyData = ({ chunk }: { chunk: Buffer }, from: Connection) => {
    connection = from
    // A copy: the bytes are overwritten once this returns.
    if (chunk[0] === content && !tar.push(Buffer.from(chunk.subarray(1)))) from.stream.pause()
    if (chunk[0] === archive && ++archives > 1) fail('it has tablespaces, which only PostgreSQL’s own tools can keep')
  }
  Object.assign(query, { handleCopyData })
  query.on('end', () => tar.push(null))
  query.on('error', (error) => fail(error.message))
  client.query(query)
  return tar
}
