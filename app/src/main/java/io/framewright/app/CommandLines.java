package io.framewright.app;

import io.framewright.app.config.Settings;
import io.framewright.event.Failure;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line put together: what all commands share is added here, once. */
final class CommandLines {
    private static final int WIDTH = 100;

    private CommandLines() {}

    static CommandLine create(PrintWriter out, PrintWriter err, boolean json) {
        Console console = new Console(out, err, json);
        CommandLine all = new CommandLine(new FramewrightCommand());
        all.getSubcommands().values().forEach(command -> complete(command.getCommandSpec()));
        complete(all.getCommandSpec());
        all.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Tell which version this is.")
                        .build());
        // @FILE is for the command send to read, as JSON.
        return all.setExpandAtFiles(false)
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(WIDTH)
                .setColorScheme(Help.defaultColorScheme(Terminal.isColoured() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setExecutionStrategy(CommandLines::execute)
                .setParameterExceptionHandler((error, given) -> usageError(console, error))
                .setExecutionExceptionHandler((bug, command, parsed) -> Bugs.report(console, bug));
    }

    private static void complete(CommandSpec command) {
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        Map<String, String> exitCodes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            exitCodes.put(String.valueOf(code.number()), code.meaning());
        }
        command.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes);
    }

    /** Sets the log level before anything logs, then runs the command that was named last. */
    private static int execute(ParseResult parsed) {
        IExecutionStrategy last = new RunLast();
        ParseResult named = parsed;
        while (named.hasSubcommand()) {
            named = named.subcommand();
        }
        CommandSpec common = named.commandSpec().mixins().get("common");
        if (common != null && common.userObject() instanceof CommonOptions options) {
            Logging.setVerbosity(options.verbosity());
        }
        int code = last.execute(parsed);
        Object result = named.commandSpec().commandLine().getExecutionResult();
        return result instanceof ExitCode exitCode ? exitCode.number() : code;
    }

    private static int usageError(Console console, ParameterException error) {
        StringBuilder message = new StringBuilder(error.getMessage());
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            message.append("; did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append('?');
        }
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        return console.failure(Failure.of(Settings.USAGE, message + ". See: " + command + " --help", Map.of()))
                .number();
    }
}
