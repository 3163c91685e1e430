// A command of the program: what stands in its help, and what it does.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { givenSettings, parseConfig, type Config } from '../config.ts'
import { openLog, type Log } from '../log.ts'
import { Unable } from '../unable.ts'

export interface Task {
  config: Config
  log: Log
  /** What stands after the command's name. */
  words: string[]
  options: Record<string, string | boolean | undefined>
}
export interface Command {
  /** One or two words, such as `import wxr`. */
  name: string
  /** How it is called, behind its name. */
  usage?: string
  /** One line. */
  does: string
  /** Each option with its line of help. */
  options?: Record<string, { type: 'string' | 'boolean'; does: string }>
  /** How many words it needs, and how many it takes at most. */
  words?: [number, number]
  run(task: Task): Promise<void>
}

/** Runs the command the arguments name. Answers the exit status. */
export async function runCommand(commands: Command[], args: string[]): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, i) => args[i] === word))
  if (!command) return unknown(commands, args)
  const given = parsed(command, args.slice(command.name.split(' ').length))
  if ('wrong' in given) return complain(`${given.wrong}; see litfass ${command.name} --help`, 2)
  if (given.options.help) return show(commandHelp(command))
  const config = parseConfig(givenSettings(process.env))
  if ('wrong' in config) return complain(`${config.wrong}; see docs/operations.md`, 1)
  try {
    await command.run({ config, log: await openLog(config.log), ...given })
    return 0
  } catch (error) {
    if (error instanceof Unable) return complain(error.message, 1)
    throw error
  }
}

type Given = Pick<Task, 'words' | 'options'>

function parsed({ options = {}, words: [least, most] = [0, 0] }: Command, args: string[]): Given | { wrong: string } {
  const known: ParseArgsConfig['options'] = { help: { type: 'boolean', short: 'h' } }
  for (const [name, { type }] of Object.entries(options)) known[name] = { type }
  try {
    const { values, positionals } = parseArgs({ args, options: known, allowPositionals: true })
    const given = { words: positionals, options: values as Given['options'] }
    if (values.help || (positionals.length >= least && positionals.length <= most)) return given
    return { wrong: positionals.length < least ? 'something is missing' : `what does ${JSON.stringify(positionals[most])} mean?` }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message.split('. ')[0] ?? '' : String(error) }
  }
}

function unknown(commands: Command[], args: string[]): number {
  if (args.length === 0 || ['--help', '-h', 'help'].includes(args[0] ?? '')) return show(help(commands))
  const given = args.filter((word) => !word.startsWith('-')).slice(0, 2).join(' ') || args[0]
  return complain(`there is no command ${JSON.stringify(given)}; see litfass --help`, 2)
}

function help(commands: Command[]): string {
  const rows = commands.map(({ name, usage = '', does }): [string, string] => [`${name} ${usage}`.trim(), does])
  return `Usage: litfass COMMAND\n\n${table(rows)}\n\nlitfass COMMAND --help tells more of one. Settings are listed in docs/operations.md.`
}

function commandHelp({ name, usage = '', does, options = {} }: Command): string {
  const rows = Object.entries(options).map(([option, { type, does }]): [string, string] => [`--${option}${type === 'string' ? ' …' : ''}`, does])
  return [`Usage: litfass ${name} ${usage}`.trimEnd(), does, ...(rows.length > 0 ? [table(rows)] : [])].join('\n\n')
}

function table(rows: [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')
}

function show(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

function complain(line: string, status: number): number {
  process.stderr.write(`litfass: ${line}\n`)
  return status
}
