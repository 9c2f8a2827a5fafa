import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const ai: MantineColorsTuple = ['#eef4f8', '#dbe7ef', '#b9d0df', '#8fb3ca', '#6594b3', '#427a9e', '#2c648a', '#215375', '#173f5f', '#0f2c45'];
const shu: MantineColorsTuple = ['#fcefed', '#f6d9d5', '#ebb3ab', '#de877c', '#d05f52', '#c44738', '#bb3a2d', '#b5332a', '#9f2a22', '#7d1f19'];
const sumi: MantineColorsTuple = ['#f7f6f2', '#eeece6', '#e0ddd4', '#c9c5b9', '#a7a295', '#857f72', '#686358', '#4d4a43', '#33312d', '#1e1d1a'];

const sans =
  '"Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", "Yu Gothic Medium", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, system-ui, sans-serif';

/** Shomei's look: indigo ink (藍) on warm paper, vermilion (朱) only for the seal and for what destroys. */
export const theme = createTheme({
  colors: { ai, shu, sumi },
  primaryColor: 'ai',
  primaryShade: 8,
  black: '#1c2530',
  fontFamily: sans,
  fontFamilyMonospace: '"SFMono-Regular", Consolas, "Noto Sans Mono CJK JP", Menlo, monospace',
  headings: { fontFamily: sans, fontWeight: '700' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-dimmed': '#4a5560',
    '--mantine-color-error': '#a52a22',
    '--mantine-color-placeholder': '#6b7480',
    '--mantine-color-text': '#1c2530',
  },
  light: {},
  dark: {},
});
