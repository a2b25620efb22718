package polis.registry.instance;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import polis.registry.lifecycle.State;

interface Instances extends Repository<Instance, InstanceKey> {

    Optional<Instance> findByKey(InstanceKey key);

    @Query("""
            from Instance i where (:service is null or i.key.service = :service) and i.state in :states
            and (i.key.service > :afterService or i.key.service = :afterService and i.key.id > :afterId)
            order by i.key.service, i.key.id
            """)
    List<Instance> after(@Nullable String service, Collection<State> states, String afterService, String afterId,
            Limit limit);

    @Query("from Instance i where i.key.service in :services and i.key.id in :ids")
    List<Instance> candidates(Collection<String> services, Collection<String> ids);

    @Query("from Instance i where i.leaseStatus is not null")
    List<Instance> leased();

    Instance save(Instance instance);

    Instance saveAndFlush(Instance instance);

    void flush();
}
