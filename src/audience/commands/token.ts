// litfass token add NAME [--figures], litfass token remove NAME [--figures], litfass token list: of either kind, for counting or for figures
import type { Task } from '../../base/commands/command.ts'
import type { Db } from '../../base/db/db.ts'
import { onDatabase } from '../../base/commands/errand.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { makeToken, removeToken } from '../counting-token.ts'
import { makeFiguresToken, withdrawFiguresToken } from '../figures-token.ts'
import { figuresTokens } from '../reads/figures-tokens.ts'
import { tokens } from '../reads/tokens.ts'

export async function addToken(task: Task) {
  const [name = ''] = task.words
  await onDatabase(task, 'token', async ({ db }) => {
    if (task.options.figures) return addFiguresToken(db, name, task)
    const token = await makeToken(db, name, now())
    if (token === undefined) throw new Unable(`there is a token ${JSON.stringify(name)} already, or that is not a name`)
    say(`${token}\n\nThis is the token (token_auth) of ${name}. It is shown this once. Who holds it may say at ${task.config.url}/matomo.php for others from which address and when they read, and nothing else.`)
  })
}

export async function removeNamedToken(task: Task) {
  const [name = ''] = task.words
  await onDatabase(task, 'token', async ({ db }) => {
    if (!(task.options.figures ? await withdrawFiguresToken(db, { name }, { by: 'operator', now: now() }) : await removeToken(db, name))) throw new Unable(`there is no token ${JSON.stringify(name)}`)
    say(`The token of ${name} is good for nothing any more, within some seconds.`)
  })
}

export async function listTokens(task: Task) {
  await onDatabase(task, 'token', async ({ db }) => {
    const made = ({ made_at }: { made_at: Date }) => made_at.toISOString().slice(0, 10)
    const all = [
      ...(await tokens(db)).map((token) => `${made(token)}  counting  ${token.name}`),
      ...(await figuresTokens(db)).map((token) => `${made(token)}  figures   ${token.name} (${token.used_on === null ? 'never used' : `used last on ${token.used_on}`})`),
    ]
    say(all.length === 0 ? 'There is none.' : all.join('\n'))
  })
}

async function addFiguresToken(db: Db, name: string, { config }: Task) {
  const made = await makeFiguresToken(db, name, { by: 'operator', now: now() })
  if ('refused' in made) throw new Unable(`there is a token ${JSON.stringify(name)} for figures already, or that is not a name`)
  say(`${made.token}\n\nThis is the token of ${name}. It is shown this once. Who holds it may read at ${config.url}/api/audience what the desk sees of how much is read, and do nothing else; see docs/api.md.`)
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
