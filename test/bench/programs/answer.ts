/** What a program is asked over its channel, by name. It ends when the channel does. */
export function answerParent(answers: Readonly<Record<string, (asked: never) => unknown>>): void {
  process.on('message', ({ n, name, asked }: { readonly n: number; readonly name: string; readonly asked: never }) => {
    const say = (answer: object): unknown => process.send?.({ n, ...answer }, undefined, undefined, () => undefined);
    Promise.resolve()
      .then(() => answers[name]?.(asked))
      .then(
        (result) => say({ result }),
        (error: unknown) => say({ error: error instanceof Error ? error.stack : String(error) }),
      );
  });
  process.once('disconnect', () => process.exit(0));
  // The parent is told too, and ends in order.
  process.on('SIGINT', () => undefined);
}
