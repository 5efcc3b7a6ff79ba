package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide and the README show is code that was compiled and run, and their links lead somewhere. */
class GuideSnippetsTest {
    private static final List<MarkdownPage> PAGES = MarkdownPage.all();

    @Test
    void everyPieceOfJavaIsCodeThatRuns() {
        Set<String> code = texts(Snippets.all());
        List<Block> shown = blocks().filter(Block::isJava).toList();

        assertThat(shown).hasSizeGreaterThan(20);
        assertThat(shown).filteredOn(block -> !code.contains(block.text())).isEmpty();
    }

    @Test
    void everySnippetIsShown() {
        Set<String> shown = texts(blocks().toList());

        assertThat(Snippets.all())
                .filteredOn(snippet -> !shown.contains(snippet.text()))
                .isEmpty();
    }

    @Test
    void everyLinkLeadsToAPlaceThatExists() {
        assertThat(PAGES).hasSizeGreaterThan(10);
        assertThat(PAGES.stream().flatMap(GuideSnippetsTest::brokenLinks)).isEmpty();
    }

    @Test
    void everyPageOfTheGuideIsFoundFromItsIndex() {
        List<String> pages = Repository.files("docs/guide", ".md").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("index.md"))
                .toList();

        assertThat(MarkdownPage.ofGuide("index.md").relativeLinks()).containsAll(pages);
    }

    private static Stream<Block> blocks() {
        return PAGES.stream().flatMap(page -> page.blocks().stream());
    }

    private static Set<String> texts(List<Block> blocks) {
        return blocks.stream().map(Block::text).collect(Collectors.toSet());
    }

    private static Stream<String> brokenLinks(MarkdownPage page) {
        return page.relativeLinks().stream()
                .filter(link -> !leadsSomewhere(page, link))
                .map(link -> page.file().getFileName() + " links to " + link);
    }

    private static boolean leadsSomewhere(MarkdownPage page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page.file() : page.file().resolveSibling(path);
        return Files.exists(target)
                && (hash < 0 || MarkdownPage.of(target).anchors().contains(link.substring(hash + 1)));
    }
}
