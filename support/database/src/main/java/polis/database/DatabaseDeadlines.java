package polis.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** Puts the deadlines below everything else that sets properties: whoever has a reason sets them otherwise. */
final class DatabaseDeadlines implements EnvironmentPostProcessor {

    private static final String NAME = "polis-database-deadlines";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment.getPropertySources().addLast(new ResourcePropertySource(NAME,
                    new ClassPathResource("deadlines.properties", DatabaseDeadlines.class)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
