package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the guide and the README show is code that was compiled and run, and their links lead somewhere. */
class GuideSnippetsTest {
    private static final List<MarkdownPage> PAGES = MarkdownPage.all();

    @Test
    void everyPieceOfJavaIsCodeThatRuns() {
        Set<String> code = Snippets.all().stream().map(Block::text).collect(Collectors.toSet());

        List<Block> shown = PAGES.stream()
                .flatMap(page -> page.blocks().stream())
                .filter(Block::isJava)
                .toList();

        assertThat(shown).hasSizeGreaterThan(20);
        assertThat(shown).allSatisfy(block -> assertThat(code).contains(block.text()));
    }

    @Test
    void everySnippetIsShown() {
        Set<String> shown = PAGES.stream()
                .flatMap(page -> page.blocks().stream())
                .map(Block::text)
                .collect(Collectors.toSet());

        assertThat(Snippets.all()).allSatisfy(snippet -> assertThat(shown).contains(snippet.text()));
    }

    @Test
    void everyLinkLeadsToAPlaceThatExists() {
        assertThat(PAGES).hasSizeGreaterThan(10);
        assertThat(PAGES)
                .allSatisfy(page -> assertThat(page.relativeLinks())
                        .allSatisfy(link -> assertThat(leadsSomewhere(page, link))
                                .as("%s in %s", link, page.file())
                                .isTrue()));
    }

    @Test
    void everyPageOfTheGuideIsFoundFromItsIndex() {
        List<String> pages = Repository.files("docs/guide", ".md").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("index.md"))
                .toList();

        assertThat(MarkdownPage.ofGuide("index.md").relativeLinks()).containsAll(pages);
    }

    private static boolean leadsSomewhere(MarkdownPage page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page.file() : page.file().resolveSibling(path);
        return Files.exists(target)
                && (hash < 0 || MarkdownPage.of(target).anchors().contains(link.substring(hash + 1)));
    }
}
