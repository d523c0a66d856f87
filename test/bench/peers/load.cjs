'use strict';
// Load over HTTP, in a process of its own: every request has its own id in the path and its own idempotency key.
const { randomUUID } = require('node:crypto');
const { answering, packagesIn } = require('./program.cjs');

const autocannon = packagesIn(process.argv[2])('autocannon');

answering({
  /** `path` holds `{id}`. Resolves with answers a second and the latency, ms; rejects when one is no success. */
  async post({ url, path, headers, body, connections, seconds }) {
    const setupRequest = (request) => {
      const id = randomUUID();
      return { ...request, path: path.replace('{id}', id), headers: { ...headers, 'idempotency-key': id } };
    };
    const result = await autocannon({
      url,
      connections,
      duration: seconds,
      sampleInt: 500,
      requests: [{ method: 'POST', body: JSON.stringify(body), setupRequest }],
    });
    const failed = result.non2xx + result.errors + result.timeouts;
    if (failed > 0)
      throw new Error(
        `${failed} of ${result.requests.total} requests to ${url}${path} failed: ${JSON.stringify(result.statusCodeStats)}`,
      );
    return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 };
  },
});
