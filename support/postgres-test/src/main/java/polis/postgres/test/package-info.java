/**
 * Real PostgreSQL for tests: {@link polis.postgres.test.PostgresTest} beside {@code @SpringBootTest}, or
 * {@link polis.postgres.test.TestDatabase} by hand. Never an in-memory substitute, never a mock.
 */
@NullMarked
package polis.postgres.test;

import org.jspecify.annotations.NullMarked;
