// The method by which the paper counts, as it is told to everybody at /statistics/method. Whoever changes what a figure means
// gives the method a new version, and tells there what has changed.
export const methodVersion = 1
