package polis.registry.credential;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.retention.Purge;

/** Ends the credentials of services that were retired, whoever asked for them, when their last instance has gone. */
@Component
class RetiredCredentials implements Purge {

    private final JdbcClient jdbc;

    RetiredCredentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String what() {
        return "credentials of services that were retired";
    }

    @Override
    public int purge() {
        return jdbc.sql("""
                delete from eureka_credential where service in (
                    select name from service s where lifecycle = 'DESTROY' and not exists (
                        select 1 from instance i where i.service = s.name
                        and (i.state <> 'GONE' or i.lease_status is not null)))
                """).update();
    }
}
