package polis.registry.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Transitions extends Repository<Transition, Long> {

    Transition save(Transition transition);

    @Query("from Transition t where t.service = :service and t.instance is null and t.seq < :before order by t.seq desc")
    List<Transition> ofService(String service, long before, Limit limit);

    @Query("from Transition t where t.service = :service and t.instance = :instance and t.seq < :before order by t.seq desc")
    List<Transition> ofInstance(String service, @Nullable String instance, long before, Limit limit);
}
