package polis.versionset.revision;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Revisions extends Repository<Revision, Long> {

    /** Makes everyone else who would change revisions wait until this transaction ends; readers go on. */
    @Modifying
    @NativeQuery("LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE")
    void lock();

    Revision saveAndFlush(Revision revision);

    void flush();

    Optional<Revision> findById(long number);

    /** The current one: the newest that has not failed. */
    @Query("from Revision where status <> FAILED order by number desc limit 1")
    Optional<Revision> current();

    @Query("select number from Revision where status <> FAILED order by number desc limit 1")
    Optional<Long> currentNumber();

    @Query("select coalesce(max(number), 0) from Revision")
    long last();

    @Query("""
            select new polis.versionset.revision.RevisionSummary(number, architecture, status, reason, createdAt,
                    createdBy, digest)
            from Revision where number < :before order by number desc
            """)
    List<RevisionSummary> before(long before, Limit limit);

}
