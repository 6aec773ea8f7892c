package io.framewright.worker;

import io.framewright.frame.Frames;

/**
 * The frames of one worker. Readers get the version that was committed last and keep it as long as they like; the actor
 * works on the version that its commits under way will lead to.
 */
public final class FrameManager {
    private volatile Frames committed = Frames.EMPTY;
    private Frames tentative = Frames.EMPTY;

    /** What is committed. Thread-safe. */
    public Frames frames() {
        return committed;
    }

    /** What the next command works on. For the actor only. */
    Frames tentative() {
        return tentative;
    }

    void propose(Frames frames) {
        tentative = frames;
    }

    void commit(Frames frames) {
        committed = frames;
    }

    /** Proposals that were never committed are given up. */
    void rollBack() {
        tentative = committed;
    }
}
