#!/bin/sh
# The command line inside the image.
exec node /app/dist/apps/cli/src/main.js "$@"
