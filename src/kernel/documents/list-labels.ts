const ROMAN: [value: number, letters: string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

const FORMATS: Record<string, (value: number) => string> = {
  decimalZero: (value) => String(value).padStart(2, '0'),
  lowerLetter: letters,
  upperLetter: (value) => letters(value).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (value) => roman(value).toUpperCase(),
  none: () => '',
};

/** The number of a list item as text, in one of Word's number formats; unknown formats count in Arabic figures. */
export function listLabel(value: number, format: string): string {
  return (FORMATS[format] ?? String)(value);
}

/** 1 → a, 26 → z, 27 → aa, 28 → bb, as Word counts. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value);
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  let written = '';
  for (const [worth, letter] of ROMAN) {
    while (rest >= worth) {
      written += letter;
      rest -= worth;
    }
  }
  return written;
}
