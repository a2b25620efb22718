package polis.dependencymap.name;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Nodes;
import polis.dependencymap.traffic.TrafficSettings;

// ADR 84
/** Keeps when names were mentioned, and forgets those whose time is over, a batch at a time. */
@Component
class Forgetting {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private static final int BATCH = 500;
    private static final long KEEP_EVERY_MILLIS = 60_000;

    private final KnownNames names;
    private final Nodes nodes;
    private final TrafficSettings kept;
    private final InstantSource clock;
    private boolean loaded;

    Forgetting(KnownNames names, Nodes nodes, TrafficSettings kept, InstantSource clock) {
        this.names = names;
        this.nodes = nodes;
        this.kept = kept;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 0, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void run() {
        try {
            if (!loaded) {
                load();
            }
            // Who was counted after all, from what an earlier life had taken or what came very late.
            names.meet(nodes.known());
            keep();
            Instant now = clock.instant();
            List<Node> outdated = names.outdated(kept.retentionByDay(), BATCH);
            while (!outdated.isEmpty() && forget(outdated, now) > 0) {
                outdated = names.outdated(kept.retentionByDay(), BATCH);
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("Names are forgotten later", e);
        }
    }

    private void load() {
        Map<Node, Mention> known = new HashMap<>();
        nodes.each((node, first, last) -> known.put(node, new Mention(first.toEpochMilli(), last.toEpochMilli())));
        names.load(known);
        loaded = true;
    }

    private void keep() {
        Map<Node, Instant> later = new HashMap<>();
        names.mentions().forEach((node, mention) -> {
            if (mention.isLaterThanKept(KEEP_EVERY_MILLIS)) {
                later.put(node, Instant.ofEpochMilli(mention.last()));
            }
        });
        nodes.keepSeen(later);
        later.forEach((node, last) -> {
            Mention mention = names.mentions().get(node);
            if (mention != null) {
                mention.keep(last.toEpochMilli());
            }
        });
    }

    private int forget(List<Node> outdated, Instant now) {
        List<Node> gone = new ArrayList<>();
        nodes.forget(() -> {
            gone.addAll(names.stillSilent(outdated, now));
            // Before anybody counts for them again: who is mentioned from now on is let in anew.
            names.mentions().keySet().removeAll(gone);
            return gone;
        });
        log.info("{} names are forgotten", gone.size());
        return gone.size();
    }
}
