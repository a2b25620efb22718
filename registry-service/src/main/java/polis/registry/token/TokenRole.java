package polis.registry.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import polis.security.Role;

/** A role as it is written in requests and answers: in lower case. */
enum TokenRole {

    @JsonProperty("viewer")
    VIEWER(Role.VIEWER),

    @JsonProperty("deployer")
    DEPLOYER(Role.DEPLOYER),

    @JsonProperty("admin")
    ADMIN(Role.ADMIN);

    private final Role role;

    TokenRole(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }
}
