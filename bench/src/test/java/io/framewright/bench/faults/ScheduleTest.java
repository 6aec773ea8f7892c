package io.framewright.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.command.Command;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A seed settles what is sent and what is killed. */
class ScheduleTest {
    @Test
    void aSeedSettlesTheCommands() {
        assertThat(commands(7)).isEqualTo(commands(7)).isNotEqualTo(commands(8)).doesNotHaveDuplicates();
    }

    private static List<String> commands(long seed) {
        CommandScript script = new CommandScript(seed);
        return IntStream.range(0, 200)
                .mapToObj(i -> script.next())
                .map(ScheduleTest::text)
                .toList();
    }

    private static String text(Command command) {
        return new String(CommandCodec.write(command), StandardCharsets.UTF_8);
    }

    @Test
    void aSeedSettlesTheFaultsAndAThousandOfThemHitEverything() {
        List<Fault> faults = faults(3);

        assertThat(faults).isEqualTo(faults(3)).isNotEqualTo(faults(4));
        Set<FaultPoint> points = EnumSet.noneOf(FaultPoint.class);
        faults.forEach(fault -> {
            if (fault.point() != null) {
                points.add(fault.point());
            }
        });
        assertThat(points).containsExactlyInAnyOrder(FaultPoint.values());
        assertThat(faults).extracting(Fault::target).contains(Fault.Target.values());
    }

    private static List<Fault> faults(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        return IntStream.range(0, 1_000).mapToObj(i -> Fault.draw(chance, 3)).toList();
    }

    @Test
    void optionsAreReadAndWrongOnesRefused() {
        assertThat(FaultOptions.parse(new String[] {"--kills", "9", "--fsync", "everysec", "--from", "4"}, 5))
                .isEqualTo(new FaultOptions(9, 12, 5, 4, 3, Fsync.EVERYSEC));
        assertThatThrownBy(() -> FaultOptions.parse(new String[] {"--kill", "9"}, 5))
                .hasMessageContaining("usage");
        assertThatThrownBy(() -> FaultOptions.parse(new String[] {"--kills"}, 5))
                .hasMessageContaining("usage");
    }
}
