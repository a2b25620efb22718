package polis.registry.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailuresTests {

    @Test
    void aDatabaseThatIsAwayPasses() {
        assertThat(Failures
                .isTransient(new DataAccessResourceFailureException("lost", new SQLException("broken pipe", "08006"))))
                .isTrue();
        assertThat(Failures
                .isTransient(new CannotCreateTransactionException("none", new SQLTransientConnectionException("busy"))))
                .isTrue();
        assertThat(Failures
                .isTransient(new JpaSystemException(new RuntimeException(new SQLException("shutting down", "57P01")))))
                .isTrue();
    }

    @Test
    void aDeadlockPasses() {
        assertThat(Failures
                .isTransient(new PessimisticLockingFailureException("deadlock", new SQLException("deadlock", "40P01"))))
                .isTrue();
    }

    @Test
    void anEntryThatDoesNotFitDoesNot() {
        assertThat(Failures
                .isTransient(new DataIntegrityViolationException("null", new SQLException("not null", "23502"))))
                .isFalse();
        assertThat(Failures
                .isTransient(new DataIntegrityViolationException("nul", new SQLException("invalid byte", "22021"))))
                .isFalse();
        assertThat(Failures.isTransient(new IllegalStateException("a bug"))).isFalse();
    }
}
