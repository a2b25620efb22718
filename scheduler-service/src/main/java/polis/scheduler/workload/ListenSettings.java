package polis.scheduler.workload;

import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param address what instances listen on; that of the scheduler itself unless another one is given */
@ConfigurationProperties("polis.scheduler.workload")
record ListenSettings(@DefaultValue("0.0.0.0") InetAddress address) {}
