package polis.gateway.discovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import polis.gateway.upstream.Instance;

/**
 * All instances, read page by page. Whatever is not a whole and well-formed answer ends in an exception, so that an
 * empty list is one only when the registry really says so.
 *
 * @param begun {@link System#nanoTime()} before it was asked for
 * @param horizon events before this moment, on the registry's clock, are included
 */
record InstanceList(List<Instance> instances, long begun, Instant horizon) {

    private static final int PAGE = 100;

    /** A transaction's event bears the time when it was written, not when it could be seen. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    static InstanceList read(InstanceClient registry, Instant now) {
        long begun = System.nanoTime();
        List<Instance> instances = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        Instant horizon = null;
        String cursor = null;
        do {
            ResponseEntity<InstanceClient.Page> answer = registry.instances(PAGE, cursor);
            if (horizon == null) {
                long elapsed = System.nanoTime() - begun;
                horizon = date(answer, now).minusNanos(elapsed).minus(SLACK);
            }
            instances.addAll(items(answer));
            cursor = Objects.requireNonNull(answer.getBody()).nextCursor();
            if (cursor != null && !cursors.add(cursor)) {
                throw new IllegalStateException("the cursor " + cursor + " comes again and again");
            }
        } while (cursor != null);
        return new InstanceList(instances, begun, horizon);
    }

    private static Instant date(ResponseEntity<?> answer, Instant now) {
        long date = answer.getHeaders().getDate();
        return date < 0 ? now : Instant.ofEpochMilli(date);
    }

    private static List<Instance> items(ResponseEntity<InstanceClient.Page> answer) {
        InstanceClient.@Nullable Page page = answer.getBody();
        if (answer.getStatusCode() != HttpStatus.OK || page == null || page.items() == null) {
            throw new IllegalStateException(answer.getStatusCode() + " without a list of instances");
        }
        List<Instance> taken = page.items().stream().filter(i -> i != null && i.wellFormed() && !i.gone()).toList();
        if (taken.isEmpty() && page.items().stream().anyMatch(i -> i == null || !i.wellFormed())) {
            throw new IllegalStateException("a list of things that are no instances");
        }
        return taken;
    }
}
