package io.framewright.bench.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * Round trips through the client beside the same by hand: same servers, same worker (in a process of its own), rounds
 * taken in turns. Usage: {@code ClientBench AMQP_URL REDIS_URL [ROUNDS]}.
 */
public final class ClientBench {
    private static final int IN_FLIGHT = 1_000;
    private static final int SATURATING = 40_000;
    private static final int ALONE = 4_000;

    private ClientBench() {}

    /** A table on standard output. */
    public static void main(String[] args) throws Exception {
        String amqp = args[0];
        String redis = args[1];
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 9;
        UUID worker = UUID.randomUUID();
        String channel = "bench:" + worker;
        Process echo = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareEcho.class.getName(),
                        amqp,
                        redis,
                        worker.toString(),
                        channel)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader ready =
                        new BufferedReader(new InputStreamReader(echo.getInputStream(), StandardCharsets.UTF_8));
                BareCaller byHand = new BareCaller(amqp, redis, worker, channel);
                ClientCaller client = new ClientCaller(amqp, redis, worker)) {
            await(ready);
            List<Caller> callers = List.of(byHand, client);
            for (Caller caller : callers) {
                Round.saturated(caller, SATURATING, IN_FLIGHT);
                Round.alone(caller, ALONE);
            }
            measure(callers, rounds);
        } finally {
            echo.getOutputStream().close();
            echo.waitFor();
        }
    }

    private static void await(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (!"ready".equals(line)) {
            if (line == null) {
                throw new IllegalStateException("the echo did not start");
            }
            line = output.readLine();
        }
    }

    private static void measure(List<Caller> callers, int rounds) throws Exception {
        List<List<Round>> saturated = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<Round>> alone = List.of(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < callers.size(); turn++) {
                // Each goes first as often as the other.
                int who = (turn + round) % callers.size();
                saturated.get(who).add(Round.saturated(callers.get(who), SATURATING, IN_FLIGHT));
                alone.get(who).add(Round.alone(callers.get(who), ALONE));
            }
        }
        System.out.println("| | by hand | client | client ÷ by hand: median (least – most) |");
        System.out.println("| --- | --- | --- | --- |");
        row("round trips a second, " + IN_FLIGHT + " in flight", saturated, Round::callsPerSecond);
        row("processor µs a call, " + IN_FLIGHT + " in flight", saturated, Round::cpuMicros);
        row("median µs, one in flight", alone, Round::medianMicros);
        row("processor µs a call, one in flight", alone, Round::cpuMicros);
    }

    private static void row(String what, List<List<Round>> of, ToDoubleFunction<Round> figure) {
        double[] byHand = of.get(0).stream().mapToDouble(figure).toArray();
        double[] client = of.get(1).stream().mapToDouble(figure).toArray();
        double[] ratios = new double[byHand.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = client[i] / byHand[i];
        }
        Arrays.sort(byHand);
        Arrays.sort(client);
        Arrays.sort(ratios);
        int middle = ratios.length / 2;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f (%.2f – %.2f) |%n",
                what,
                byHand[middle],
                client[middle],
                ratios[middle],
                ratios[0],
                ratios[ratios.length - 1]);
    }
}
