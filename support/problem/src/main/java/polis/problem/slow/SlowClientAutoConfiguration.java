package polis.problem.slow;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** Wherever a service is served by Tomcat, so that none can forget it. */
@AutoConfiguration
@ConditionalOnClass(TomcatServletWebServerFactory.class)
@EnableConfigurationProperties(Patience.class)
class SlowClientAutoConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients(Patience patience) {
        return tomcat -> {
            tomcat.setProtocol(PacedProtocol.class.getName());
            TomcatConnectorCustomizer patient = connector -> {
                if (connector.getProtocolHandler() instanceof PacedProtocol protocol) {
                    protocol.patience(patience);
                }
            };
            tomcat.addConnectorCustomizers(patient);
        };
    }
}
