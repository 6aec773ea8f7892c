package io.framewright.transport.redis;

import io.framewright.event.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Commits of one stream that follow one another without a gap, recorded by one call of a script. Where anything is out
 * of the ordinary the script does nothing, and each commit is looked at on its own.
 */
final class CommitRun implements ScriptTask {
    private static final long REFUSED = -1;

    private final List<CommitTask> members;

    private CommitRun(List<CommitTask> members) {
        this.members = members;
    }

    /** The same calls with as many commits as possible in runs. The order within each stream stays. */
    static List<ScriptTask> gathered(List<ScriptTask> tasks) {
        List<ScriptTask> calls = new ArrayList<>(tasks.size());
        Map<String, List<CommitTask>> open = new HashMap<>();
        Map<String, Set<UUID>> decided = new HashMap<>();
        for (ScriptTask task : tasks) {
            List<CommitTask> run = open.get(task.stream());
            if (task instanceof CommitTask commit && commit.mayRun()) {
                boolean twice = commit.isOutcome()
                        && !decided.computeIfAbsent(task.stream(), stream -> new HashSet<>())
                                .add(commit.commandId());
                if (run == null || twice || !commit.follows(run.get(run.size() - 1))) {
                    run = new ArrayList<>();
                    calls.add(new CommitRun(run));
                    open.put(task.stream(), run);
                }
                run.add(commit);
            } else {
                open.remove(task.stream());
                calls.add(task);
            }
        }
        return calls;
    }

    List<CommitTask> members() {
        return members;
    }

    @Override
    public Script script() {
        return Script.COMMITS;
    }

    @Override
    public String stream() {
        return members.get(0).stream();
    }

    @Override
    public List<byte[]> keys() {
        return members.get(0).keys().subList(0, 3);
    }

    @Override
    public List<byte[]> arguments() {
        List<CommitTask> outcomes =
                members.stream().filter(CommitTask::isOutcome).toList();
        List<byte[]> all = new ArrayList<>(6 + 4 * members.size());
        members.get(0).describeRun(all);
        all.add(Integer.toString(outcomes.size()).getBytes(StandardCharsets.US_ASCII));
        outcomes.forEach(outcome -> all.add(outcome.command()));
        outcomes.forEach(outcome -> {
            all.add(outcome.command());
            all.add(outcome.kept());
        });
        members.forEach(member -> all.add(member.json()));
        return all;
    }

    @Override
    public boolean accept(Object answer) {
        long oldest = (Long) answer;
        if (oldest == REFUSED) {
            members.forEach(CommitTask::goAlone);
            return false;
        }
        members.forEach(member -> member.committed(oldest));
        return true;
    }

    @Override
    public void fail(Failure failure) {
        members.forEach(member -> member.fail(failure));
    }
}
