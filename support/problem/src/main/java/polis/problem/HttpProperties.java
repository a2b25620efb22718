package polis.problem;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a service accepts over HTTP.
 *
 * @param maxBody the longest body of a request; a longer one is answered with 413
 */
@ConfigurationProperties("polis.http")
record HttpProperties(@DefaultValue("2MB") DataSize maxBody) {}
