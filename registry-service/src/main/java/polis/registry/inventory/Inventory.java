package polis.registry.inventory;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

// ADR 26
/**
 * Answers about all services without reading all of them: whoever asks compares the number of the newest event with
 * that of the last answer, and only the services that have had an event since are read again. Every change that can be
 * seen here has an event in its own transaction, whichever node wrote it, so that an answer is never older than the
 * question.
 */
@Component
public class Inventory {

    /** Past so many events reading everything costs less. */
    private static final int MOST_EVENTS = 5_000;

    private final InventoryRows rows;
    private final TransactionTemplate reading;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Snapshot latest = Snapshot.NONE;

    Inventory(InventoryRows rows, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        // The number of the newest event and the rows are of one moment.
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Returns all services as they are now. Not for callers in a transaction: whoever waits here must not hold a
     * connection that the one who reads needs.
     */
    @Transactional(propagation = Propagation.NEVER)
    public Snapshot now() {
        if (rows.head() == latest.seq()) {
            return latest;
        }
        refreshing.lock();
        try {
            Snapshot read = read(latest);
            latest = read;
            return read;
        } finally {
            refreshing.unlock();
        }
    }

    private Snapshot read(Snapshot known) {
        InventoryRows.Changes changes = known.seq() < 0 ? null : rows.since(known.seq(), MOST_EVENTS);
        if (changes == null) {
            return reading.execute(status -> Snapshot.of(rows.head(), rows.all()));
        }
        return changes.head() == known.seq()
                ? known
                : known.with(changes.head(), changes.describing(), changes.entries());
    }
}
