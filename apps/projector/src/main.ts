/**
 * Scaled out, views and processes run here, apart from the api. The embedded store belongs to one process, which does
 * both; so this entry has nothing to follow until a store that several processes share is configured.
 */
process.stderr.write(
  'The projector runs within the api process as long as the embedded store is used: start the api instead.\n',
);
process.exitCode = 1;
