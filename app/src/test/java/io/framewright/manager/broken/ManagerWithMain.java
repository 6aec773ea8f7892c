package io.framewright.manager.broken;

/** Breaks a rule of the house on purpose. */
public final class ManagerWithMain {
    private ManagerWithMain() {}

    public static void main(String[] args) {
        System.out.println(args.length);
    }
}
