package polis.scheduler.operation;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes those who wait for an operation, when one has ended and its end is committed. */
@Component
class OperationEnds {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition another = lock.newCondition();
    private long count;

    /** Returns how many ended; read it before the operation, so that no end is missed in between. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more than {@code seen} have ended, and no longer than that. */
    void awaitMore(long seen, Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lock();
        try {
            while (count == seen && left > 0) {
                left = another.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells of an end, after the transaction that is under way. */
    void ended() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCommit() {
                    wake();
                }
            });
        } else {
            wake();
        }
    }

    private void wake() {
        lock.lock();
        try {
            count++;
            another.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
