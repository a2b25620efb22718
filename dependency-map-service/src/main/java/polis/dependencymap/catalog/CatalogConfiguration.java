package polis.dependencymap.catalog;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import polis.security.ServiceTokenInterceptor;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    RegistryClient registryClient(CatalogSettings settings, ServiceTokenInterceptor token) {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build());
        requests.setReadTimeout(Duration.ofSeconds(3));
        RestClient client = RestClient.builder().baseUrl(settings.registry().toString()).requestFactory(requests)
                .requestInterceptor(token).build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build()
                .createClient(RegistryClient.class);
    }
}
