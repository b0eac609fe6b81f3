import localFont from 'next/font/local';

// Schibsted Grotesk (OFL), from npm and served by this app: no font host sees who visits. Next reads these calls
// without running them, so they hold literals only.

export const latin = localFont({
  src: '../node_modules/@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2',
  weight: '400 900',
  variable: '--font-latin',
});

/** Fetched when a name needs it: Łukasz, Dvořák. */
export const latinExt = localFont({
  src: '../node_modules/@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-ext-wght-normal.woff2',
  weight: '400 900',
  variable: '--font-latin-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+2C60-2C7F',
    },
  ],
});
