package polis.cli.demo;

/** One step of the story. */
interface Step {

    /** What happens, in a sentence without a full stop. */
    String title();

    /**
     * Carries out the step and checks what came of it.
     *
     * @throws StepFailed when a check fails
     */
    void run(StepContext context);
}
