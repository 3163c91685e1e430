import type { Guard } from '../base/web/route.ts'

/** Reading is free: nobody is asked who they are. */
export const anyone: Guard<'anyone'> = async () => 'anyone'
