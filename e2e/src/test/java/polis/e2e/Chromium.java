package polis.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's own Chromium, headless. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        this.playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = this.playwright.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow()).setHeadless(true)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
                                "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    static Optional<Path> executable() {
        return Stream
                .of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium")
                .map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** A page of 1600 × 1000 in a context of its own: no cookie of another. */
    Page page(ColorScheme scheme) {
        return this.browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1600, 1000).setColorScheme(scheme).setLocale("en"))
                .newPage();
    }

    static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Repository.ARTEFACTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        this.browser.close();
        this.playwright.close();
    }

}
