// How many queries a page makes: what goes to the database through any connection of this process is counted.
import pg from 'pg'

export async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const own = pg.Query.prototype.submit
  let count = 0
  pg.Query.prototype.submit = new Proxy(own, { apply: (submit, query, given) => (count++, Reflect.apply(submit, query, given)) })
  try {
    await work()
  } finally {
    pg.Query.prototype.submit = own
  }
  return count
}
