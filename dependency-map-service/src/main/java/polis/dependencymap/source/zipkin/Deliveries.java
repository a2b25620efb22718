package polis.dependencymap.source.zipkin;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.dependencymap.inbox.InboxFullException;
import polis.dependencymap.inbox.InboxUnavailableException;
import polis.dependencymap.inbox.Intake;
import polis.dependencymap.link.Span;
import polis.dependencymap.name.NamesFullException;

/** Brings spans to the inbox in portions, and waits where a reporter would be told to come again. */
final class Deliveries {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    private static final int PORTION = 2_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Intake intake;

    Deliveries(Intake intake) {
        this.intake = intake;
    }

    void deliver(List<Span> spans) throws InterruptedException {
        for (int from = 0; from < spans.size(); from += PORTION) {
            accept(List.copyOf(spans.subList(from, Math.min(spans.size(), from + PORTION))));
        }
    }

    private void accept(List<Span> portion) throws InterruptedException {
        while (true) {
            try {
                intake.accept(portion);
                return;
            } catch (NamesFullException e) {
                // Asked again it would say the same: what can come in does, and the rest is counted as refused.
                int half = portion.size() / 2;
                if (half > 0) {
                    accept(portion.subList(0, half));
                    accept(portion.subList(half, portion.size()));
                }
                return;
            } catch (InboxFullException | InboxUnavailableException e) {
                log.debug("What Zipkin has told waits: {}", e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
    }
}
