package polis.postgres.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * Gives a Spring test an empty PostgreSQL database of its own, with the roles and schemas of production, and sets
 * {@code spring.datasource.url}, {@code username} and {@code password} to the service's role in it.
 *
 * <pre>{@code
 * @SpringBootTest
 * @PostgresTest("registry")
 * class LeaseIntegrationTests {
 * }</pre>
 *
 * <p>The database belongs to the class that carries the annotation: subclasses and nested classes of it share it, and
 * with it their application context. The {@link TestDatabase} can be injected. The server, one per JVM, is a {@code
 * postgres:18} container where a Docker engine answers and an embedded PostgreSQL 18 where none does.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextCustomizerFactories(PostgresContextCustomizerFactory.class)
public @interface PostgresTest {

    /** The service whose role to log in with: a role of {@code deploy/postgres/roles.sql}. */
    String value();

    /** Returns whether to start a server for this test alone, so that it can {@link TestDatabase#stop() stop} it. */
    boolean dedicated() default false;
}
