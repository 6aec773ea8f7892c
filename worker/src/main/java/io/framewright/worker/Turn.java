package io.framewright.worker;

import io.framewright.frame.Frames;
import io.framewright.transport.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands of one worker that run one after the other on a thread of the pool, each on the frames that the one before
 * it left, without asking the actor between them: a message to it and one back would cost more than most commands do.
 * The actor is told of each as soon as it is done. What has not begun when the turn is over waits again.
 *
 * <p>One thread runs it; the actor may end it, or cancel in it, at any time.
 */
final class Turn implements Runnable {
    /** No command begins after this time, so that one that takes long lets nothing wait that could be judged anew. */
    static final Duration NO_NEXT_AFTER = Duration.ofMillis(2);

    private final WorkerSession session;
    private final Answers answers;
    private final Consumer<WorkerMessage> actor;
    private final List<Task> tasks;
    private final Frames first;
    private volatile @Nullable Execution current;
    private volatile boolean ending;
    private volatile boolean abandoned;
    private volatile boolean late;
    private volatile int begun;

    /** A command that was judged fit to run. */
    record Task(Delivery delivery, Verdict.Run run, CommandHandler handler) {
        UUID commandId() {
            return run.command().commandId();
        }
    }

    /**
     * @param tasks at least one, in the order of the queue
     * @param first the frames that the first one works on
     */
    Turn(WorkerSession session, Answers answers, Consumer<WorkerMessage> actor, List<Task> tasks, Frames first) {
        this.session = session;
        this.answers = answers;
        this.actor = actor;
        this.tasks = List.copyOf(tasks);
        this.first = first;
    }

    @Override
    public void run() {
        try {
            work();
        } finally {
            tell(new WorkerMessage.TurnEnded(this));
        }
    }

    private void work() {
        long began = System.nanoTime();
        Frames frames = first;
        for (Task task : tasks) {
            late = System.nanoTime() - began > NO_NEXT_AFTER.toNanos();
            if (begun > 0 && (ending || late || isOver(task))) {
                return;
            }
            Execution execution = new Execution(session, task.delivery(), task.run(), frames, this::tell);
            // In this order: whoever wishes it cancelled from here on finds it.
            current = execution;
            if (session.cancelWishes().has(task.commandId())) {
                return;
            }
            begun++;
            @Nullable Answer answer = answer(task, execution);
            if (answer == null || answer.needsSnapshot()) {
                return;
            }
            frames = answer.frames() == null ? frames : answer.frames();
        }
        late = System.nanoTime() - began > NO_NEXT_AFTER.toNanos();
    }

    /** Null after a crash, whatever it was: the actor decides what becomes of it. */
    private @Nullable Answer answer(Task task, Execution execution) {
        Answer answer;
        try {
            answer = answers.of(execution, task.handler().handle(execution.command(), execution));
        } catch (Throwable crash) {
            tell(new WorkerMessage.Crashed(this, execution, crash));
            return null;
        }
        tell(new WorkerMessage.Executed(this, execution, answer));
        return answer;
    }

    /** Whether it expired since it was judged, or will come again by itself. */
    private static boolean isOver(Task task) {
        Instant end = task.run().command().expiresOn();
        return task.delivery().isLost() || end != null && end.isBefore(Instant.now());
    }

    private void tell(WorkerMessage message) {
        if (!abandoned) {
            actor.accept(message);
        }
    }

    /** Ends it after a crash of the actor: what still runs is run again, and nobody wants to hear of this run. */
    void abandon() {
        abandoned = true;
        ending = true;
    }

    /** Nothing more begins. */
    void end() {
        ending = true;
    }

    /** Tells the command that runs that nobody wants it any more, if it is this one. */
    void cancel(UUID commandId) {
        Execution running = current;
        if (running != null && running.command().commandId().equals(commandId)) {
            running.cancel();
        }
    }

    /** Ends it, and tells the command that runs that nobody wants it any more. */
    void cancelAll() {
        ending = true;
        Execution running = current;
        if (running != null) {
            running.cancel();
        }
    }

    /** Whether a command of it took so long that those behind it had better not been taken yet. */
    boolean isLate() {
        return late;
    }

    /** How many commands have begun. */
    int begun() {
        return begun;
    }

    /** When it has ended: the messages of commands that have not begun, in the order of the queue. */
    List<Delivery> left() {
        return tasks.subList(begun, tasks.size()).stream().map(Task::delivery).toList();
    }

    @Override
    public String toString() {
        Execution running = current;
        return running == null ? "nothing" : running.toString();
    }
}
