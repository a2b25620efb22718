package polis.problem.slow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long slow clients are waited for.
 *
 * @param head from the first byte of a request's head to its last
 * @param bodyGrace for which a body may come as slowly as it likes
 * @param bodyRate bytes a second that it has to make after that, on the average
 */
@ConfigurationProperties("polis.http.patience")
record Patience(@DefaultValue("10s") Duration head, @DefaultValue("5s") Duration bodyGrace,
        @DefaultValue("240B") DataSize bodyRate) {

    static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(5), DataSize.ofBytes(240));

    Pace pace() {
        return new Pace(bodyGrace, bodyRate.toBytes());
    }
}
