/** Plain text as somebody typed it into a field: a blank line begins a paragraph. */
export function Paragraphs({ text, lang }: { text: string; lang?: string | undefined }) {
  return <>{text.split(/\n\s*\n/).filter(Boolean).map((paragraph) => <p lang={lang}>{paragraph}</p>)}</>
}
