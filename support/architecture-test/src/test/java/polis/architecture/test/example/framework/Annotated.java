package polis.architecture.test.example.framework;

import org.springframework.stereotype.Component;

@Component
class Annotated {}
