package polis.scheduler.driver.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param workdir folder for logs and pid files of instances
 * @param java the java that runs them; without it the scheduler's own
 * @param logSize size at which an instance's log is rotated
 */
@ConfigurationProperties("polis.scheduler")
record ProcessSettings(@DefaultValue("scheduler-work") Path workdir, @Nullable Path java,
        @DefaultValue("16MB") DataSize logSize) {

    Path javaOrOwn() {
        return java != null ? java : Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
