package polis.architecture.test.example.circle;

record Chicken(Egg laid) {}
