package polis.architecture.test.example.circle;

record Egg(Chicken mother) {}
