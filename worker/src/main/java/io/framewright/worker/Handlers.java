package io.framewright.worker;

import io.framewright.command.CommandTypes;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The handlers of a process, by command type: the platform's own and those found on the class path. Immutable. */
public final class Handlers {
    private static final Set<String> MANAGER_TYPES = Set.of(
            CommandTypes.SPAWN_WORKER,
            CommandTypes.KILL_WORKER,
            CommandTypes.CANCEL_COMMAND,
            CommandTypes.LIST_WORKERS,
            CommandTypes.GET_INFO_PROCESS_MANAGER);

    private final Map<String, CommandHandler> byType;
    private final Set<String> types;

    private Handlers(Map<String, CommandHandler> byType) {
        this.byType = Map.copyOf(byType);
        this.types = Collections.unmodifiableSet(new TreeSet<>(byType.keySet()));
    }

    /**
     * The platform's own and those that {@link ServiceLoader} finds.
     *
     * @throws IllegalStateException if two of them claim one type, or one claims a type of the platform's
     */
    public static Handlers load() {
        return with(ServiceLoader.load(CommandHandler.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** The platform's own and these. */
    public static Handlers with(Collection<? extends CommandHandler> others) {
        Map<String, CommandHandler> all = new LinkedHashMap<>();
        builtIn().forEach(handler -> all.put(handler.commandType(), handler));
        for (CommandHandler other : others) {
            CommandHandler first = all.putIfAbsent(other.commandType(), other);
            if (first != null || MANAGER_TYPES.contains(other.commandType())) {
                throw new IllegalStateException(
                        "the handler " + other.getClass().getName() + " claims " + other.commandType()
                                + ", which is taken; give it a command type of its own");
            }
        }
        return new Handlers(all);
    }

    private static List<CommandHandler> builtIn() {
        return List.of(
                new GetInfoWorker(),
                new GetInfoFrames(),
                new LoadFrame(),
                new KillFrames(),
                new ModifyFrame(),
                new QueryFrame(),
                new SaveFrame(),
                new SnapshotFrames(),
                new LoadStream(),
                new KillStream());
    }

    /** The handler of this type, if there is one. */
    public Optional<CommandHandler> find(String commandType) {
        return Optional.ofNullable(byType.get(commandType));
    }

    /** All types there is a handler for, sorted. */
    public Set<String> types() {
        return types;
    }
}
