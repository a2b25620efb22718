package polis.registry.seal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import polis.security.seal.SealException;

/** Tells whoever starts the registry what to set. */
final class SealFailureAnalyzer extends AbstractFailureAnalyzer<SealException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, SealException cause) {
        return new FailureAnalysis(cause.getMessage(),
                """
                        Set polis.registry.seal.key (environment: POLIS_REGISTRY_SEAL_KEY) to a random text of at least 32 characters, \
                        such as `openssl rand -hex 32` prints, and keep it with the other secrets: without it nobody can log in any more. \
                        ./polis up and deploy/generate-secrets make one. If the key was changed, set the former one as \
                        polis.registry.seal.accepted (POLIS_REGISTRY_SEAL_ACCEPTED) too.""",
                cause);
    }
}
