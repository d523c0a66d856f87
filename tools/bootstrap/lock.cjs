'use strict';
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { say } = require('./progress.cjs');

/** An owner that has held the lock longer than this is taken for dead (its pid may belong to somebody else by now). */
const LONGEST_HOLD_MS = 15 * 60_000;

/** Runs the work while no other process of this checkout holds the lock; waits for its turn. */
async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waits = 0; !tryLock(file); waits += 1) {
    if (waits === 0) say('Another process is installing or building here; waiting for it …');
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    removeIfStale(file);
    return false;
  }
}

// Moved aside before it is removed: of two waiters only one takes a dead owner's lock away, and one that comes late and
// took a living owner's puts it back.
function removeIfStale(file) {
  const aside = `${file}.${process.pid}`;
  try {
    if (!isStale(file)) return;
    renameSync(file, aside);
    if (!isStale(aside)) renameSync(aside, file);
    else rmSync(aside);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isStale(file) {
  const age = Date.now() - statSync(file).mtimeMs;
  const owner = Number(readFileSync(file, 'utf8'));
  // An owner writes its pid right after creating the file: give it a second.
  return age > LONGEST_HOLD_MS || (owner ? !isAlive(owner) : age > 1000);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

module.exports = { withLock };
