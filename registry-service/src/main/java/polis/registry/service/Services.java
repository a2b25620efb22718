package polis.registry.service;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Services extends Repository<Service, String> {

    Optional<Service> findByName(String name);

    @Query("from Service s where s.name > :after order by s.name")
    List<Service> after(String after, Limit limit);

    /** Row locks in the order of the names, so that two callers never wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Service s where s.name in :names order by s.name")
    List<Service> lock(Collection<String> names);

    /** Enters a service nobody described yet; 0 when it is there already. */
    @Modifying
    @NativeQuery("""
            insert into service (name, tier, depends_on, described, driven, lifecycle, lifecycle_since, description_revision, version)
            values (:name, :tier, '{}', false, false, 'PROVISION', :now, 0, 0) on conflict (name) do nothing
            """)
    int enter(String name, int tier, Instant now);

    void flush();
}
