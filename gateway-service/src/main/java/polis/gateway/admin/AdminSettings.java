package polis.gateway.admin;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where everything is served that is not traffic.
 *
 * @param port the port of the admin API, the actuator and the console; 0 for any free one
 * @param address the address to listen on; all when it is left out
 */
@ConfigurationProperties("polis.gateway.admin")
record AdminSettings(@DefaultValue("9080") int port, @Nullable InetAddress address) {}
