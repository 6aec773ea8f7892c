package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live page in a browser: the whole main job by clicking, and what each view looks like. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(120)
class PageTest {
    /** More than the pixels that a browser scrolls have room for. */
    private static final int ROWS = 400_000;

    private static final int WIDE = 1280;
    private static final int PHONE = 390;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    private static @Nullable TestServer server;
    private static @Nullable Chromium chromium;

    @BeforeAll
    static void start(BrokerPair brokers) throws IOException {
        Optional<Path> executable = Chromium.find();
        assumeTrue(
                executable.isPresent(),
                "No Chromium is installed (looked for by CHROME_PATH and on the PATH); the page is not looked at.");
        String rows = IntStream.range(0, ROWS)
                .mapToObj(i -> i + ",2026-01-" + (10 + i % 20) + ","
                        + List.of("Bern", "Genf", "Chur").get(i % 3) + "," + (i * 7919L % 4001 - 2000) / 100.0)
                .collect(Collectors.joining("\n", "id,taken,site,celsius\n", "\n"));
        Files.writeString(data.resolve("readings.csv"), rows);
        server = TestServer.start(brokers, data);
        chromium = Chromium.start(executable.get());
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static TestServer server() {
        return Objects.requireNonNull(server);
    }

    private static Visit visit(ColorScheme theme, int width) {
        return visit(server(), theme, width);
    }

    private static Visit visit(TestServer visited, ColorScheme theme, int width) {
        String address = visited.uri("").toString();
        return new Visit(Objects.requireNonNull(chromium).browser(), address, theme, width);
    }

    private static String loaded() {
        String worker = server().spawn();
        assertThat(server().send(
                                "POST",
                                worker + "/",
                                "{\"frame\": \"readings\", \"source\": {\"type\": \"csv\", \"path\": \"readings.csv\"}}")
                        .statusCode())
                .isEqualTo(200);
        return worker;
    }

    @Test
    void mainJobIsDoneByClicking() throws IOException {
        try (Visit visit = visit(ColorScheme.LIGHT, WIDE)) {
            Page page = visit.open("/").page();
            visit.button("New worker").first().click();
            visit.button("Start it").click();
            visit.sees("No frames yet").photograph("worker-new");

            visit.button("Load data").first().click();
            visit.label("Path").fill("readings.csv");
            visit.label("Name of the frame").fill("readings");
            visit.photograph("load").button("Load").click();
            visit.sees("400,000 rows");
            assertThat(cell(page, 0, 2).textContent()).isEqualTo("Bern");

            Locator filter = visit.label("Condition for rows");
            filter.pressSequentially("cel");
            page.getByRole(AriaRole.OPTION).first().click();
            assertThat(filter.inputValue()).isEqualTo("celsius");
            filter.pressSequentially(" > 19.9");
            visit.button("Filter").click();
            visit.sees("of 400,000");
            visit.photograph("rows-filtered");
            page.getByRole(AriaRole.COLUMNHEADER).getByText("celsius").click();
            page.locator("[aria-sort=ascending]").waitFor();
            assertThat(Double.parseDouble(cell(page, 0, 3).textContent())).isEqualTo(19.91);

            visit.link("Chart").click();
            visit.sees("Mean celsius for each site").photograph("chart-bar");
            for (String kind : List.of("Line", "Scatter", "Histogram")) {
                visit.button(kind).click();
                page.locator("svg.plot[aria-label*=celsius]").waitFor();
                page.locator(".chart:not([aria-busy])").waitFor();
                visit.photograph("chart-" + kind.toLowerCase(Locale.ROOT));
            }

            page.locator("nav[aria-label='Where this is'] a").last().click();
            visit.link("Activity").click();
            visit.sees("Load frame").sees("live").photograph("activity").isAccessible();
            visit.link("Compose").click();
            visit.button("Send").waitFor();
            compose(visit);

            visit.button("Kill").click();
            visit.button("Kill it").click();
            visit.sees("is killed").isQuiet();
        }
    }

    /** A cell once its value is there. */
    private static Locator cell(Page page, int row, int column) {
        return page.locator("[data-row='" + row + "'] [aria-colindex='" + (column + 2) + "']:not(.waiting)");
    }

    private static void compose(Visit visit) throws IOException {
        Locator area = visit.label("Data");
        area.fill("{\"operations\": [{\"op\": \"groupBy\", \"columns\": [\"si");
        visit.page().keyboard().press("Control+Space");
        visit.page().keyboard().press("Enter");
        area.pressSequentially(
                "], \"aggregates\": [{\"function\": \"count\"}]}]}", new Locator.PressSequentiallyOptions());
        visit.page().keyboard().press("Escape");
        assertThat(area.inputValue()).contains("\"columns\": [\"site\"]");
        visit.page().keyboard().press("Control+Enter");
        visit.sees("133334").photograph("compose").isAccessible();

        area.fill("{\"operations\": [{\"op\": \"filter\", \"where\": \"nothing > 1\"}]}");
        visit.page().keyboard().press("Control+Enter");
        visit.sees("COLUMN_NOT_FOUND").photograph("compose-failed");
    }

    @Test
    void rowsAreScrolledThroughByKeysToTheLast() {
        String worker = loaded();
        try (Visit visit = visit(ColorScheme.DARK, WIDE)) {
            Page page = visit.open(worker + "/frames/readings/rows").page();
            cell(page, 0, 0).click();
            page.keyboard().press("Control+End");
            cell(page, ROWS - 1, 0).waitFor();
            assertThat(cell(page, ROWS - 1, 0).textContent()).isEqualTo(Integer.toString(ROWS - 1));
            page.keyboard().press("PageUp");
            visit.label("Go to row").fill("200000");
            visit.page().keyboard().press("Enter");
            cell(page, 200_000, 0).waitFor();
            page.mouse().move(700, 600);
            page.mouse().wheel(0, 3_000);
            cell(page, 200_110, 0).waitFor();
            assertThat(cell(page, 200_110, 0).textContent()).isEqualTo("200110");
            assertThat(page.locator(".grid-row").count()).isLessThan(80);
            visit.photograph("rows-dark").isQuiet();
        }
    }

    @Test
    void everyViewIsReadableInBothThemesAndOnAPhone() throws IOException {
        String worker = loaded();
        server().send("POST", worker + "/commands", "{\"commandType\": \"MAKE_TEA\"}", "Prefer", "wait=10");
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(WIDE, PHONE)) {
                try (Visit visit = visit(theme, width)) {
                    String kind = "-" + theme.name().toLowerCase(Locale.ROOT) + (width == PHONE ? "-phone" : "");
                    look(visit.open("/").sees("running"), "workers" + kind, width);
                    look(visit.open(worker).sees("400,000 rows"), "frames" + kind, width);
                    look(visit.open(worker + "/frames/readings/rows").sees("version"), "rows" + kind, width);
                    look(visit.open(worker + "/frames/readings/columns").sees("median"), "columns" + kind, width);
                    look(visit.open(worker + "/frames/readings/chart").sees("for each site"), "chart" + kind, width);
                    look(visit.open(worker + "/frames/readings/steps").sees("Load frame"), "steps" + kind, width);
                    look(visit.open("/nodes").sees("Commands of this process"), "nodes" + kind, width);
                    look(visit.open("/letters").sees("MAKE_TEA"), "letters" + kind, width);
                    visit.isQuiet();
                }
            }
        }
    }

    private static void look(Visit visit, String name, int width) throws IOException {
        visit.photograph(name);
        if (width == WIDE || name.contains("light")) {
            visit.isAccessible();
        }
        assertThat(visit.page().evaluate("document.documentElement.scrollWidth"))
                .as("nothing is wider than the screen: %s", name)
                .isEqualTo(width);
    }

    @Test
    void deadLettersAreShownReplayedAndDropped() {
        String worker = server().spawn();
        server().send("POST", worker + "/commands", "{\"commandType\": \"BREW_COFFEE\"}", "Prefer", "wait=10");
        try (Visit visit = visit(ColorScheme.LIGHT, WIDE)) {
            visit.open("/letters?worker=" + worker.substring("/workers/".length()))
                    .sees("BREW_COFFEE");
            visit.button("Show the message").first().click();
            visit.sees("\"commandType\": \"BREW_COFFEE\"");
            visit.button("Replay").first().click();
            visit.sees("Replayed under a new id.");
            // The letter that was looked at is gone; what comes back is another one.
            Locator.WaitForOptions gone = new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
            visit.page().locator("article .json").waitFor(gone);
            visit.button("Drop").last().click();
            visit.sees("Dropped.").isQuiet();
        }
    }

    @Test
    void filesOfOnesOwnComputerAreBrought() {
        try (Visit visit = visit(ColorScheme.LIGHT, WIDE)) {
            visit.open(server().spawn()).button("Load data").first().click();
            visit.label("From").selectOption("file");
            byte[] text = "city,since\nBern,1191-01-01\nChur,0493-01-01\n".getBytes(StandardCharsets.UTF_8);
            visit.label("File").setInputFiles(new FilePayload("cities.csv", "text/csv", text));
            visit.button("Load").click();
            visit.sees("2 rows");
            assertThat(visit.page().locator("h1").textContent()).isEqualTo("cities");
            assertThat(cell(visit.page(), 1, 1).textContent()).isEqualTo("0493-01-01");
            visit.isQuiet();
        }
    }

    @Test
    void textFromDataIsNeverMarkup() {
        String hostile = "<img src=x onerror=\\\"document.title='owned'\\\">";
        String worker = server().spawn("{\"" + hostile + "\": \"" + hostile + "\"}");
        try (Visit visit = visit(ColorScheme.LIGHT, WIDE)) {
            visit.open(worker + "/frames/default/rows");
            visit.page().locator(".grid-row").getByText("<img src=x").waitFor();
            visit.open(worker + "/frames/default/columns").sees("different");
            assertThat(visit.page().locator("main img").count()).isZero();
            assertThat(visit.page().title()).isEqualTo("default · Framewright");
            visit.isQuiet();
        }
    }

    @Test
    void whoMayOnlyReadIsTold(BrokerPair brokers) throws Exception {
        HttpConfig config = HttpConfig.ofPort(0);
        HttpConfig readOnly = config.withRules(config.rules().withReadOnly(true));
        try (TestServer looking = TestServer.start(brokers, data, readOnly);
                Visit visit = visit(looking, ColorScheme.LIGHT, WIDE)) {
            visit.open(looking.spawn()).sees("read-only");
            assertThat(visit.button("Load data").first().isDisabled()).isTrue();
            assertThat(visit.button("Kill").isDisabled()).isTrue();
            visit.isQuiet();
        }
    }

    @Test
    void whoIsAskedForATokenGivesIt(BrokerPair brokers) throws Exception {
        HttpConfig config = HttpConfig.ofPort(0);
        HttpConfig secured = config.withRules(config.rules().withTokens(data.resolve("tokens.json")));
        try (TestServer asking = TestServer.start(brokers, data, secured);
                Visit visit = visit(asking, ColorScheme.LIGHT, WIDE)) {
            String path = asking.spawn();
            visit.open("/").sees("This server asks who you are");
            visit.label("Token").fill(asking.server().firstToken().orElseThrow());
            visit.button("Go on").click();
            visit.page().locator("a[href='#" + path + "']").first().click();
            visit.link("Activity").click();
            visit.sees("live").isQuiet();
        }
    }

    @Test
    void whoUsesKeysOnlyGetsAround() {
        try (Visit visit = visit(ColorScheme.LIGHT, WIDE)) {
            Keyboard keys = visit.open("/").page().keyboard();
            keys.press("g");
            keys.press("n");
            visit.sees("Versions");
            keys.press("t");
            assertThat(visit.page().locator("html").getAttribute("data-theme")).isEqualTo("dark");
            keys.press("?");
            visit.sees("Keyboard shortcuts");
            keys.press("Escape");
            keys.press("g");
            keys.press("w");
            visit.page().getByPlaceholder("Filter by id").waitFor();
            keys.press("/");
            assertThat(visit.page().evaluate("document.activeElement.type")).isEqualTo("search");
            visit.isQuiet();
        }
    }
}
