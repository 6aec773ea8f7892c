package io.framewright.query.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A function by its name, with the ways it may be called. All are pure: the same arguments give the same value, and
 * they see nothing but their arguments.
 */
record Function(String name, List<Signature> signatures) {
    /** Makes the kernel of a call whose arguments fit. */
    interface Builder {
        Kernel<?> build(Arguments arguments);
    }

    /** One way to call; {@code repeats} allows the last parameter any number of times, but once at least. */
    record Signature(List<Parameter> parameters, boolean repeats, Builder builder) {
        boolean takes(List<Kernel<?>> arguments) {
            int least = parameters.size();
            if (arguments.size() < least || arguments.size() > least && !repeats) {
                return false;
            }
            for (int i = 0; i < arguments.size(); i++) {
                if (!parameters
                        .get(Math.min(i, least - 1))
                        .takes(arguments.get(i).type())) {
                    return false;
                }
            }
            return true;
        }
    }

    static Function of(String name) {
        return new Function(name, List.of());
    }

    /** This function, callable in one more way. */
    Function taking(List<Parameter> parameters, Builder builder) {
        return with(new Signature(parameters, false, builder));
    }

    /** This function, callable with any number of such arguments, but one at least. */
    Function takingMany(Parameter parameter, Builder builder) {
        return with(new Signature(List.of(parameter), true, builder));
    }

    private Function with(Signature signature) {
        List<Signature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new Function(name, List.copyOf(more));
    }

    /** How it is called, e.g. {@code round(number, LONG)}. */
    List<String> usages() {
        return signatures.stream()
                .map(signature -> name + "("
                        + String.join(
                                ", ",
                                signature.parameters().stream()
                                        .map(Parameter::shown)
                                        .toList())
                        + (signature.repeats() ? ", …)" : ")"))
                .toList();
    }

    Kernel<?> call(Place place, List<Kernel<?>> arguments, List<Place> places) {
        for (Signature signature : signatures) {
            if (signature.takes(arguments)) {
                return signature.builder().build(new Arguments(name, arguments, places));
            }
        }
        throw Mismatch.arguments(
                place, name, usages(), arguments.stream().map(Kernel::type).toList());
    }
}
