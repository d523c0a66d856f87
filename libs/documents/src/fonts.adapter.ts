/** A face, and the one that has what it lacks. */
const faces = {
  regular: [
    require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  ],
  italic: [
    require.resolve('@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf'),
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Oblique.ttf'),
  ],
  bold: [
    require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ],
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
  private readonly known: Readonly<Record<Face, Map<string, Run>>> = {
    regular: new Map(),
    italic: new Map(),
    bold: new Map(),
  };

  constructor(private readonly doc: PDFKit.PDFDocument) {
    for (const files of Object.values(faces)) for (const file of files) doc.registerFont(file, file);
  }

  /** The text in runs, each in the first font of the face that has its characters. */
  runsOf(text: string, face: Face): readonly Run[] {
    const runs: { readonly font: string; text: string }[] = [];
    const known = this.known[face];
    for (const character of text) {
      const { font, text: shown } = known.get(character) ?? this.find(character, face);
      const last = runs.at(-1);
      if (last?.font === font) last.text += shown;
      else runs.push({ font, text: shown });
    }
    return runs;
  }

  /** A character that no font has is written as its number. */
  private find(character: string, face: Face): Run {
    const codePoint = character.codePointAt(0) ?? 0;
    const font = faces[face].find((file) => this.has(file, codePoint));
    const number = `‹U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}›`;
    const run = font ? { font, text: character } : { font: faces[face][0], text: number };
    this.known[face].set(character, run);
    return run;
  }

  private has(file: string, codePoint: number): boolean {
    return (this.doc.font(file) as unknown as WithFont)._font.font.hasGlyphForCodePoint(codePoint);
  }
}
