// litfass token add NAME, litfass token remove NAME, litfass token list
import type { Task } from '../../base/commands/command.ts'
import { onDatabase } from '../../base/commands/errand.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { makeToken, removeToken } from '../counting-token.ts'
import { tokens } from '../reads/tokens.ts'

export async function addToken(task: Task) {
  const [name = ''] = task.words
  await onDatabase(task, 'token', async ({ db }) => {
    const token = await makeToken(db, name, now())
    if (token === undefined) throw new Unable(`there is a token ${JSON.stringify(name)} already, or that is not a name`)
    say(`${token}\n\nThis is the token (token_auth) of ${name}. It is shown this once. Who holds it may say at ${task.config.url}/matomo.php for others from which address and when they read, and nothing else.`)
  })
}

export async function removeNamedToken(task: Task) {
  const [name = ''] = task.words
  await onDatabase(task, 'token', async ({ db }) => {
    if (!(await removeToken(db, name))) throw new Unable(`there is no token ${JSON.stringify(name)}`)
    say(`The token of ${name} is good for nothing any more, within some seconds.`)
  })
}

export async function listTokens(task: Task) {
  await onDatabase(task, 'token', async ({ db }) => {
    const all = await tokens(db)
    say(all.length === 0 ? 'There is none.' : all.map(({ name, made_at }) => `${made_at.toISOString().slice(0, 10)}  ${name}`).join('\n'))
  })
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
