// The kernel's lock on a file or folder: given back even when the program that holds it is killed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Gives the lock back. */
export type Release = () => Promise<void>

/** Undefined when another program holds it, or when there can be none at this path. */
export async function tryLock(path: string): Promise<Release | undefined> {
  const holder = spawn('flock', ['--nonblock', path, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const ended = new Promise<false>((resolve) => holder.once('close', () => resolve(false)).once('error', () => resolve(false)))
  const held = await Promise.race([once(holder.stdout, 'data').then(() => true, () => false), ended])
  if (!held) return undefined
  return async () => {
    holder.stdin.end()
    await ended
  }
}
