package polis.postgres.test;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Its equality is part of the key under which Spring keeps contexts: one database per owner. */
record PostgresContextCustomizer(Class<?> owner, String service, boolean dedicated) implements ContextCustomizer {

    /**
     * Where a test says nothing else, its peers are nowhere: nothing listens on port 1. The defaults are the ports of
     * an installation on this machine, which may well run while the tests do.
     */
    private static final Map<String, Object> NO_PEERS = Stream
            .of("polis.peers.registry", "polis.peers.versionset", "polis.peers.scheduler", "polis.peers.map",
                    "polis.peers.gateway", "polis.security.jwks-uri", "polis.security.token-uri")
            .collect(Collectors.toMap(Function.identity(), _ -> "http://localhost:1/"));

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TestDatabase database = dedicated ? TestDatabase.dedicated(service) : TestDatabase.create(service);
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("postgres-test",
                        Map.of("spring.datasource.url", database.jdbcUrl(), "spring.datasource.username",
                                database.username(), "spring.datasource.password", database.password(),
                                // Contexts live until the JVM ends: none may keep connections that it does not use.
                                "spring.datasource.hikari.minimum-idle", 0)));
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("no-peers", NO_PEERS));
        // A bean definition and not a singleton: it is closed after the beans that use it.
        var definition = new RootBeanDefinition(TestDatabase.class, () -> database);
        definition.setDestroyMethodName("close");
        ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("testDatabase", definition);
    }
}
