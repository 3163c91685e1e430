/** The colours of ui.css, for what is drawn or declared outside a style sheet. A test holds them together. */
export const colours = {
  light: { paper: '#fbfaf7', ink: '#171a18', soft: '#585d59', rule: '#d3d2cb', accent: '#0b5c48' },
  dark: { paper: '#141615', ink: '#e9e7e0', soft: '#a6a9a2', rule: '#373b38', accent: '#7cc9ad' },
} as const
