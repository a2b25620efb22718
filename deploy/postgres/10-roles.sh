#!/bin/bash
# Run once by the postgres image when the data folder is new: a login role and a schema per service.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-postgres}" \
  -v registry_password="$REGISTRY_PASSWORD" \
  -v versionset_password="$VERSIONSET_PASSWORD" \
  -v scheduler_password="$SCHEDULER_PASSWORD" \
  -v dependency_map_password="$DEPENDENCY_MAP_PASSWORD" \
  -v gateway_password="$GATEWAY_PASSWORD" \
  -f /polis/roles.sql
