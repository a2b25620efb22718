package polis.registry.instance;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

@Embeddable
record InstanceKey(String service, String id) implements Serializable {}
