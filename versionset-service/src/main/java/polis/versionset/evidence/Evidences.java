package polis.versionset.evidence;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface Evidences extends Repository<Evidence, Long> {

    Evidence save(Evidence evidence);

    List<Evidence> findByRevisionLessThanOrderByRevisionDesc(long before, Limit limit);

}
