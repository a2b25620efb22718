package polis.idempotency;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import polis.problem.ProblemException;

/**
 * Ties the claim of a key to the transactions of its request: what commits is marked as carried out in the same commit,
 * and a request that took so long that another one took its place cannot commit any more.
 */
final class CommitFence implements TransactionExecutionListener {

    private static final ThreadLocal<@Nullable UUID> running = new ThreadLocal<>();

    private final Claims claims;

    CommitFence(Claims claims) {
        this.claims = claims;
    }

    void enter(UUID claim) {
        running.set(claim);
    }

    void leave() {
        running.remove();
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        UUID claim = running.get();
        if (claim != null && !transaction.isReadOnly() && !claims.carryOut(claim)) {
            throw new ProblemException(IdempotencyProblem.IDEMPOTENCY_KEY_IN_PROGRESS,
                    "The request took too long, so another one with its key replaced it. Read the resource before you repeat the request.");
        }
    }
}
