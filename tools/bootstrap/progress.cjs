'use strict';

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

/** One line for people, on stderr: stdout belongs to the program that is started. */
const say = (line) => process.stderr.write(`${line}\n`);

/** Runs a step and says how long it took; says every 10 s that it is still at it. */
async function step(words, work) {
  const since = performance.now();
  say(`${words} …`);
  const stillAtIt = setInterval(() => say(`${words} … ${seconds(since)} s`), 10_000);
  try {
    const result = await work();
    say(`${words}: done in ${seconds(since)} s`);
    return result;
  } finally {
    clearInterval(stillAtIt);
  }
}

module.exports = { say, seconds, step };
