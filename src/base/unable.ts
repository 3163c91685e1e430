/** The program cannot go on for a reason its operator can mend: shown as one line without a stack, exit status 1. */
export class Unable extends Error {}
