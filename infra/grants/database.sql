-- Run once after the first `azd provision`, by the server's Entra administrator (see ../README.md):
--
--   psql "host=$SESSIONS_DATABASE_HOST dbname=postgres user=$SESSIONS_DATABASE_ADMIN sslmode=verify-full sslrootcert=system" \
--     -v worker="$SESSIONS_WORKER_IDENTITY" -v worker_oid="$SESSIONS_WORKER_PRINCIPAL_ID" \
--     -v web="$SESSIONS_WEB_IDENTITY" -v web_oid="$SESSIONS_WEB_PRINCIPAL_ID" -f infra/grants/database.sql
--
-- The worker owns the tables and changes them; the web host reads and writes rows.
\set ON_ERROR_STOP on
\set worker_label 'aadauth,oid=' :worker_oid ',type=service'
\set web_label 'aadauth,oid=' :web_oid ',type=service'

create database sessions;
\connect sessions

begin;

create role :"worker" login;
create role :"web" login;
security label for pgaadauth on role :"worker" is :'worker_label';
security label for pgaadauth on role :"web" is :'web_label';

revoke all on database sessions from public;
revoke all on schema public from public;
grant connect on database sessions to :"worker", :"web";
grant usage, create on schema public to :"worker";
grant usage on schema public to :"web";

-- What the worker will create belongs to it; only its own role may promise rights on that.
grant :"worker" to current_user;
alter default privileges for role :"worker" in schema public
    grant select, insert, update, delete on tables to :"web";
alter default privileges for role :"worker" in schema public
    grant usage, select on sequences to :"web";
revoke :"worker" from current_user;

commit;
