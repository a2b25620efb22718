package polis.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RolesTests {

    @Test
    void variablesBecomeQuotedLiteralsAsInPsql() {
        assertThat(Roles.substitute("alter role a password :'a_password'; select 'x'::text, :'b'",
                Map.of("a_password", "it's $1 \\", "b", "")))
                .isEqualTo("alter role a password 'it''s $1 \\'; select 'x'::text, ''");
    }

    @Test
    void aCastOfALiteralIsNoVariable() {
        assertThat(Roles.substitute("select 1::'int'", Map.of())).isEqualTo("select 1::'int'");
    }

    @Test
    void aVariableThatNobodyGaveIsAFault() {
        assertThatThrownBy(() -> Roles.substitute("select :'forgotten'", Map.of())).hasMessageContaining("forgotten");
    }
}
