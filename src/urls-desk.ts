// The paths of the desk where the paper is made, by name; part of `paths` in urls.ts.
export const deskPaths = {
  // Writing
  deskArticleWriting: '/desk/articles/:id/writing',
} as const
