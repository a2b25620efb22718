package polis.cli.demo;

/** One step of the story. */
interface Step {

    /** What happens, in a sentence without a full stop. */
    String title();

    /**
     * Does it and checks it.
     *
     * @throws StepFailed when the city did something else
     */
    void run(Scene scene);
}
