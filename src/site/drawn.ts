// Pictures that are drawn when they are asked for: only so many at once.
import { Overworked } from '../base/type/compositor.ts'
import { busy } from '../base/web/respond.ts'

export async function drawn(draw: () => Promise<Response>): Promise<Response> {
  try {
    return await draw()
  } catch (error) {
    if (error instanceof Overworked) return busy()
    throw error
  }
}
