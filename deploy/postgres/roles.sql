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
