package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checked arguments of a call. */
record Arguments(String function, List<Kernel<?>> kernels, List<Place> places) {
    int count() {
        return kernels.size();
    }

    Kernel<?> at(int index) {
        return kernels.get(index);
    }

    Kernel<long[]> longs(int index) {
        return Kernels.longs(at(index));
    }

    Kernel<double[]> doubles(int index) {
        return Kernels.doubles(at(index));
    }

    Kernel<@Nullable String[]> texts(int index) {
        return Kernels.texts(at(index));
    }

    /** All arguments widened to the one type that holds them. */
    List<Kernel<?>> common() {
        ColumnType type = LogicKernels.common(function, kernels, places);
        return kernels.stream()
                .<Kernel<?>>map(kernel -> Kernels.widened(kernel, type))
                .toList();
    }
}
