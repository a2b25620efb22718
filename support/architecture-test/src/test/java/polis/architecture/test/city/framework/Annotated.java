package polis.architecture.test.city.framework;

import org.springframework.stereotype.Component;

@Component
class Annotated {}
