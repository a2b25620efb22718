package polis.registry.service;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Services extends Repository<Service, String> {

    Optional<Service> findByName(String name);

    @Query("from Service s where s.name in :names")
    List<Service> named(Collection<String> names);

    /** Row locks in the order of the names, so that two callers never wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Service s where s.name in :names order by s.name")
    List<Service> lock(Collection<String> names);

    /** Enters services that nobody described yet, and names those that were not there already. */
    @NativeQuery("""
            insert into service (name, tier, depends_on, described, managed, lifecycle, lifecycle_since, description_revision, version)
            select name, :tier, '{}', false, false, 'PROVISION', :now, 0, 0 from unnest(cast(:names as text[])) as name
            order by name on conflict (name) do nothing returning name
            """)
    List<String> enter(String[] names, int tier, Instant now);

    void flush();
}
