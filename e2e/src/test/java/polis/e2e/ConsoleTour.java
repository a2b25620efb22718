package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What somebody on call does in the console, on the map of the shop with {@code order} chosen. */
final class ConsoleTour {

    private final Page page;
    private final List<String> errors = new ArrayList<>();

    ConsoleTour(Page page) {
        this.page = page;
        page.onConsoleMessage((message) -> {
            if (message.text().contains("Content Security Policy")) {
                this.errors.add(message.text());
            }
        });
        page.onPageError(this.errors::add);
    }

    void walk() {
        arrowsWalkAlongRoads();
        searchFindsByOwner();
        doubleClickFocuses();
        theTimelineComparesAndLooksBack();
        theMapIsSaved();
        theTableHoldsTheSame();
        bothLanguages();
        assertThat(this.errors).isEmpty();
    }

    private void arrowsWalkAlongRoads() {
        this.page.locator("[data-service=order]").focus();
        this.page.keyboard().press("ArrowLeft");
        this.page.waitForURL((url) -> !url.contains("service=order"));
        this.page.keyboard().press("Escape");
        this.page.waitForURL((url) -> !url.contains("service="));
    }

    private void searchFindsByOwner() {
        this.page.keyboard().press("/");
        this.page.keyboard().type("team-pay");
        this.page.waitForSelector("#found [role=option]");
        this.page.keyboard().press("Enter");
        this.page.waitForURL("**service=payment**");
        this.page.keyboard().press("Escape");
    }

    private void doubleClickFocuses() {
        this.page.locator("[data-service=payment]").dblclick();
        this.page.waitForURL("**hops=1**");
        this.page.waitForCondition(() -> this.page.locator("[data-service]").count() == 2);
        assertThat(this.page.locator("[data-service=order]").count()).isOne();
        this.page.keyboard().press("Escape");
        this.page.keyboard().press("Escape");
        this.page.waitForURL((url) -> !url.contains("service="));
    }

    private void theTimelineComparesAndLooksBack() {
        this.page.locator(".modes button").last().click();
        this.page.waitForURL("**against=**");
        this.page.waitForSelector(".compared");
        this.page.keyboard().press("Escape");
        this.page.locator(".timeline [role=slider]").focus();
        this.page.keyboard().press("ArrowLeft");
        this.page.waitForURL("**until=**");
        this.page.keyboard().press("End");
        this.page.waitForURL((url) -> !url.contains("until="));
    }

    private void theMapIsSaved() {
        for (String format : List.of("PNG", "SVG")) {
            Download saved = this.page.waitForDownload(
                    () -> this.page.locator(".zoom button", new Page.LocatorOptions().setHasText(format)).click());
            assertThat(saved.suggestedFilename()).endsWith("." + format.toLowerCase(Locale.ROOT));
            try {
                assertThat(Files.size(saved.path())).isGreaterThan(4_000);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }

    private void theTableHoldsTheSame() {
        this.page.locator(".rail button").last().click();
        this.page.waitForURL("**view=table**");
        for (String service : ShopMap.SERVICES) {
            assertThat(this.page.locator("#table th button").allInnerTexts()).contains(service);
        }
        this.page.locator(".rail button").first().click();
        this.page.waitForSelector("[data-service=storefront]");
    }

    private void bothLanguages() {
        this.page.locator(".language").click();
        this.page.waitForSelector("html[lang=zh-CN]");
        Chromium.keep(this.page, "map-chinese");
        this.page.locator(".language").click();
        this.page.waitForSelector("html[lang=en]");
    }

}
