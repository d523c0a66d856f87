const NOTO = '@expo-google-fonts/noto-sans';
const DEJAVU = 'dejavu-fonts-ttf/ttf';

/** A face, and the one that has what it lacks. */
const faces = {
  regular: [`${NOTO}/400Regular/NotoSans_400Regular.ttf`, `${DEJAVU}/DejaVuSans.ttf`],
  italic: [`${NOTO}/400Regular_Italic/NotoSans_400Regular_Italic.ttf`, `${DEJAVU}/DejaVuSans-Oblique.ttf`],
  bold: [`${NOTO}/600SemiBold/NotoSans_600SemiBold.ttf`, `${DEJAVU}/DejaVuSans-Bold.ttf`],
} as const;

export type Face = keyof typeof faces;

/** Text in one font. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

/** What pdfkit keeps about the font in use; its types do not say. */
interface WithFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** Fonts of one document: which characters of a text are printed in which. */
export class Fonts {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly doc: PDFKit.PDFDocument) {
    for (const files of Object.values(faces)) for (const file of files) doc.registerFont(file, require.resolve(file));
  }

  /** The text in runs, each in the first font of the face that has its characters. */
  runsOf(text: string, face: Face): readonly Run[] {
    const runs: { readonly font: string; text: string }[] = [];
    for (const character of text) {
      const font = faces[face].find((file) => this.has(file, character));
      const shown = font
        ? character
        : `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;
      const last = runs.at(-1);
      const inFont = font ?? faces[face][0];
      if (last?.font === inFont) last.text += shown;
      else runs.push({ font: inFont, text: shown });
    }
    return runs;
  }

  private has(file: string, character: string): boolean {
    const key = `${file} ${character}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const { font } = (this.doc.font(file) as unknown as WithFont)._font;
    const has = font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    this.known.set(key, has);
    return has;
  }
}
