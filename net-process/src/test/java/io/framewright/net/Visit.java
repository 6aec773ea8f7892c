package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Somebody who looks at the live page; notes what the browser complains of. */
final class Visit implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "page");

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    Visit(Browser browser, String address, ColorScheme theme, int width) {
        this.address = address;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 900)
                .setColorScheme(theme));
        page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(message -> {
            // The browser says so of every answer that is a failure; the page shows those.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    Page page() {
        return page;
    }

    Visit open(String place) {
        page.navigate(address + "/ui/#" + place);
        page.locator("h1").first().waitFor();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator label(String text) {
        return page.getByLabel(text, new Page.GetByLabelOptions().setExact(true));
    }

    /** Waits until a text is there. */
    Visit sees(String text) {
        page.getByText(text).first().waitFor();
        return this;
    }

    /** Keeps what it looks like in {@code target/page}. */
    Visit photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        return this;
    }

    /** Nothing that keeps people out: no finding of axe that is serious or critical. */
    Visit isAccessible() throws IOException {
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            try (InputStream script = Visit.class.getResourceAsStream("/axe.min.js")) {
                page.evaluate(new String(
                        Objects.requireNonNull(script, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        Object found = page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations"
                + ".filter((one) => one.impact === 'serious' || one.impact === 'critical')"
                + ".map((one) => ({ id: one.id, where: one.nodes.map((node) => node.html).join(' ') }))");
        assertThat((List<?>) found).as(page.url()).isEqualTo(List.of());
        return this;
    }

    /** The browser had nothing to complain of. */
    Visit isQuiet() {
        assertThat(complaints).isEmpty();
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
