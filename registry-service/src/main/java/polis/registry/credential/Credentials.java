package polis.registry.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.paging.Page;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.registry.problem.RegistryProblem;

/** Reads and writes the credentials in the database. */
@Component
class Credentials {

    /** The lock of whoever makes one, so that two at once do not pass the bounds. */
    private static final long COUNTING = 0x6575_7265_6b61L;

    private final JdbcClient jdbc;
    private final CredentialSettings settings;
    private final Clock clock;

    Credentials(JdbcClient jdbc, CredentialSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional
    Credential add(String service, Secret secret, String createdBy) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", COUNTING).query((row, number) -> number).list();
        if (count("select count(*) from eureka_credential where service = :service", service) >= settings
                .perService()) {
            throw new ProblemException(RegistryProblem.TOO_MANY_CREDENTIALS, "The service " + service + " has "
                    + settings.perService()
                    + " credentials, as many as a service may have. Delete one that is no longer used; GET /api/v1/services/"
                    + service + "/credentials lists them.");
        }
        if (count("select count(*) from eureka_credential where :service is not null", service) >= settings.most()) {
            throw new ProblemException(RegistryProblem.TOO_MANY_CREDENTIALS, "There are " + settings.most()
                    + " credentials, as many as there may be. Delete those of services that are gone, or raise polis.registry.credential.most.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String username = service + "." + Secret.suffix();
        jdbc.sql("""
                insert into eureka_credential (username, service, salt, hash, created_at, created_by)
                values (:username, :service, :salt, :hash, :now, :by)
                """).param("username", username).param("service", service).param("salt", secret.salt())
                .param("hash", secret.hash()).param("now", now.atOffset(ZoneOffset.UTC)).param("by", createdBy)
                .update();
        return new Credential(username, service, now, createdBy);
    }

    private int count(String sql, String service) {
        return jdbc.sql(sql).param("service", service).query(Integer.class).single();
    }

    @Transactional(readOnly = true)
    Page<Credential> page(String service, int limit, @Nullable String cursor) {
        List<Credential> found = jdbc.sql(
                "select * from eureka_credential where service = :service and username > :after order by username limit :limit")
                .param("service", service).param("after", cursor == null ? "" : cursor).param("limit", limit + 1)
                .query(Credentials::credential).list();
        return Page.cut(found, limit, Credential::username);
    }

    @Transactional
    void delete(String service, String username) {
        int deleted = jdbc.sql("delete from eureka_credential where service = :service and username = :username")
                .param("service", service).param("username", username).update();
        if (deleted == 0) {
            throw new ProblemException(StandardProblem.NOT_FOUND,
                    "The service " + service + " has no credential with this user name. GET /api/v1/services/" + service
                            + "/credentials lists them.");
        }
    }

    /** Returns a text that changes whenever {@link #all} or {@link #managedServices} may have. */
    @Transactional(readOnly = true)
    String version() {
        return jdbc.sql("""
                select count(*) || '/' || coalesce(max(seq), 0) || '/' || (select count(*) from service where managed)
                from eureka_credential
                """).query(String.class).single();
    }

    record StoredCredential(String service, Secret secret) {}

    @Transactional(readOnly = true)
    Map<String, StoredCredential> all() {
        var all = new HashMap<String, StoredCredential>();
        jdbc.sql("select username, service, salt, hash from eureka_credential").query(row -> {
            all.put(row.getString("username"), new StoredCredential(row.getString("service"),
                    new Secret(row.getBytes("salt"), row.getBytes("hash"))));
        });
        return Map.copyOf(all);
    }

    /** Services of which a scheduler announced an instance. */
    @Transactional(readOnly = true)
    Set<String> managedServices() {
        return new HashSet<>(jdbc.sql("select name from service where managed").query(String.class).list());
    }

    private static Credential credential(ResultSet row, int number) throws SQLException {
        return new Credential(row.getString("username"), row.getString("service"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("created_by"));
    }
}
