package polis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointerTests {

    @Test
    void segmentsAreEscapedAsRfc6901Wants() {
        assertThat(FieldError.pointer("services", "a/b~c", 0)).isEqualTo("/services/a~1b~0c/0");
    }

    @Test
    void propertyPathsOfBeanValidationBecomePointers() {
        assertThat(PropertyPath.pointer("services[cart.v2].ports[0].number"))
                .isEqualTo("/services/cart.v2/ports/0/number");
        assertThat(PropertyPath.pointer("parts[].name")).isEqualTo("/parts/name");
        assertThat(PropertyPath.pointer("name")).isEqualTo("/name");
        assertThat(PropertyPath.pointer("")).isEmpty();
    }
}
