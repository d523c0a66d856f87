'use strict';
// Loaded into the server as it is shipped (node -r): tells whoever started it how its event loop and memory do.
const { monitorEventLoopDelay } = require('node:perf_hooks');

/** Milliseconds between two looks at the clock; what is above it is delay. */
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

process.on('message', ({ ask }) => {
  if (ask === 'reset') delay.reset();
  const ms = (share) => Math.max(0, delay.percentile(share) / 1e6 - RESOLUTION_MS);
  process.send({ p50: ms(50), p99: ms(99), max: ms(100), rss: process.memoryUsage().rss });
});
process.channel?.unref();
