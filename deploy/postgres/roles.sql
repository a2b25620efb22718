-- A login role and a schema of its own for every service, and no right on anyone else's.
-- Run it as often as you like, in the database of Polis, as a superuser or as a role with CREATEROLE and CREATE on the
-- database, with the five passwords as psql variables: psql -v registry_password=... -v gateway_password=... -f roles.sql
-- The launcher and the tests run it through JDBC and put quoted literals in the variables' places: keep it plain SQL.

DO $$
DECLARE
  service text;
BEGIN
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  FOREACH service IN ARRAY ARRAY['registry', 'versionset', 'scheduler', 'dependency_map', 'gateway'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', service);
    END IF;
    EXECUTE format('ALTER ROLE %I SET search_path = %I', service, service);
    -- Room for three nodes of each service with the five sessions of their pools, and for what one of them left behind: none
    -- can take what the others need. All five together stay below PostgreSQL's own default of 100.
    EXECUTE format('ALTER ROLE %I CONNECTION LIMIT 18', service);
    -- A client that is cut off is noticed in half a minute, and not after two hours: until then its session keeps its locks.
    EXECUTE format('ALTER ROLE %I SET tcp_keepalives_idle = 10', service);
    EXECUTE format('ALTER ROLE %I SET tcp_keepalives_interval = 5', service);
    EXECUTE format('ALTER ROLE %I SET tcp_keepalives_count = 4', service);
    EXECUTE format('ALTER ROLE %I SET tcp_user_timeout = 30000', service);
    EXECUTE format('ALTER ROLE %I SET client_connection_check_interval = 5000', service);
    IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = service) THEN
      -- The administrator of a managed PostgreSQL is no superuser, and gives a schema away only to a role it is in.
      EXECUTE format('GRANT %I TO CURRENT_USER', service);
      EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', service, service);
    END IF;
  END LOOP;
END
$$;

ALTER ROLE registry PASSWORD :'registry_password';
ALTER ROLE versionset PASSWORD :'versionset_password';
ALTER ROLE scheduler PASSWORD :'scheduler_password';
ALTER ROLE dependency_map PASSWORD :'dependency_map_password';
ALTER ROLE gateway PASSWORD :'gateway_password';
