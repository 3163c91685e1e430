/** The place where files are kept cannot be reached at the moment, after trying again; later it may. */
export class FilesAway extends Error {}
