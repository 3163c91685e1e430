// What the paper knows of its pictures, by their names.
export interface KnownPicture { name: string; width: number; height: number; address: string; /** Cut to 3:2 around its focal point, as an article leads with it. */ wide: string; alt: string; caption: string; credit: string; /** The address of its own page at the desk. */ page: string }

const known = new Map<string, Promise<KnownPicture | undefined>>()

export function pictureNamed(name: string): Promise<KnownPicture | undefined> {
  const asked = known.get(name) ?? ask(name)
  known.set(name, asked)
  return asked
}

async function ask(name: string): Promise<KnownPicture | undefined> {
  try {
    const answer = await fetch(`/desk/pictures/named/${encodeURIComponent(name)}`)
    if (answer.ok) return await answer.json() as KnownPicture
    // One that is being taken in may be there in a moment.
    if (answer.status !== 404) known.delete(name)
  } catch {
    known.delete(name)
  }
  return undefined
}

/** After it was changed elsewhere. */
export function forget(name: string) {
  known.delete(name)
}
