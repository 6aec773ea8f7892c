package io.framewright.query.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the codes of columns stand for; a file may replace them or add to them on its way. Not thread-safe.
 */
final class ArrowDictionary {
    private static final int TEXT_OVERHEAD = 48;

    private final ArrowTexts texts;
    private final MemoryBudget budget;
    private List<@Nullable String> words = new ArrayList<>();
    private int version;

    ArrowDictionary(ArrowTexts texts, MemoryBudget budget) {
        this.texts = texts;
        this.budget = budget;
    }

    void read(ArrowBatch batch, boolean more) throws IOException {
        List<@Nullable String> read = more ? words : new ArrayList<>();
        batch.nextColumn();
        texts.read(batch, text -> {
            budget.take(TEXT_OVERHEAD + (text == null ? 0 : text.length()));
            read.add(text);
        });
        words = read;
        version++;
    }

    /** Grows with each change. */
    int version() {
        return version;
    }

    List<@Nullable String> words() {
        return words;
    }
}
