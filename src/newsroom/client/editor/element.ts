export function element(tag: string, name = ''): HTMLElement {
  const made = document.createElement(tag)
  if (name) made.className = name
  return made
}
