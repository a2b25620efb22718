package polis.registry.instance;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import polis.registry.lifecycle.State;

interface Instances extends Repository<Instance, InstanceKey> {

    String LISTED = """
            new polis.registry.instance.ListedInstance(i.key, i.version, i.revision, i.host, i.port, i.scheme, i.node, i.managed,
            i.state, i.since, i.startedAt, i.endedAt, i.endReason, i.app, i.health)
            """;

    Optional<Instance> findByKey(InstanceKey key);

    /** The first condition follows from the second, and lets the index be entered at that place. */
    @Query("select " + LISTED + """
             from Instance i where i.key.service >= :afterService
            and (i.key.service > :afterService or i.key.id > :afterId) and i.state in :states
            order by i.key.service, i.key.id
            """)
    List<ListedInstance> after(Collection<State> states, String afterService, String afterId, Limit limit);

    @Query("select " + LISTED + """
             from Instance i where i.key.service = :service and i.key.id > :afterId and i.state in :states
            order by i.key.id
            """)
    List<ListedInstance> ofServiceAfter(String service, Collection<State> states, String afterId, Limit limit);

    @Query("from Instance i where i.key.service in :services and i.key.id in :ids")
    List<Instance> candidates(Collection<String> services, Collection<String> ids);

    @Query("""
            select new polis.registry.instance.StoredRegistration(i.registration, i.leaseNode) from Instance i
            where i.leaseStatus is not null and i.registration is not null
            """)
    List<StoredRegistration> registrations();

    @Query("""
            select new polis.registry.instance.LeasedInstance(i.key.service, i.app, i.key.id) from Instance i
            where i.leaseStatus is not null
            """)
    List<LeasedInstance> leased();

    Instance save(Instance instance);

    Instance saveAndFlush(Instance instance);

    void flush();
}
