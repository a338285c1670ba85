#!/usr/bin/env bash
# Makes the role that Groundwork connects as, and its database. PostgreSQL's container runs this
# once, on an empty data folder. The role is no superuser and cannot bypass row-level security:
# that is what keeps organizations apart, and Groundwork does not start with any other role.
set -euo pipefail

: "${GROUNDWORK_DATABASE_PASSWORD:?is needed for the role of the application}"

psql --set ON_ERROR_STOP=1 --set password="$GROUNDWORK_DATABASE_PASSWORD" \
    --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE groundwork LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION
    PASSWORD :'password';
CREATE DATABASE groundwork OWNER groundwork ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE groundwork FROM PUBLIC;
SQL
