#!/bin/sh
# Runs once, when the database is made: the roles of docs/guides/postgresql.md.
set -eu
psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" \
  --set projector="$TABULARIUM_PROJECTOR_PASSWORD" --set api="$TABULARIUM_API_PASSWORD" <<'SQL'
CREATE ROLE tabularium_projector LOGIN PASSWORD :'projector';
CREATE ROLE tabularium_api LOGIN PASSWORD :'api';
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA tabularium AUTHORIZATION tabularium_projector;
GRANT USAGE ON SCHEMA tabularium TO tabularium_api;
ALTER DEFAULT PRIVILEGES FOR ROLE tabularium_projector IN SCHEMA tabularium GRANT SELECT ON TABLES TO tabularium_api;
SQL
