'use strict';
// Loaded into a server before anything else: its wall clock is what CLOCK_FILE says, read anew now and then. The file holds
// milliseconds to add to the real time, or «still» and the milliseconds since 1970 at which it stands.
const { readFileSync } = require('node:fs');
const { setInterval: every } = require('node:timers');

const RealDate = Date;
let now = () => RealDate.now();

function read() {
  const [word, at] = readFileSync(process.env.CLOCK_FILE, 'utf8').trim().split(' ');
  now = word === 'still' ? () => Number(at) : () => RealDate.now() + Number(word);
}

read();
every(read, 20).unref();

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }
};
