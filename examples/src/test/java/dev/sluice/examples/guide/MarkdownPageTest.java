package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {
    private static final MarkdownPage PAGE = page("""
            # By key, and more
            See [windows](windows.md#what-a-window-holds) and [Java](https://dev.java), not `[this](code.md)`.
            ```java
                int a = 1;
                    int b = 2;
            ```
            ```text report
            [no link](nowhere.md)
            ```
            """);

    @Test
    void aBlockHasItsLabelItsPlaceAndNoCommonIndentation() {
        assertThat(PAGE.blocks())
                .containsExactly(
                        new Block("java", "int a = 1;\n    int b = 2;", "page.md:3"),
                        new Block("text report", "[no link](nowhere.md)", "page.md:7"));
        assertThat(PAGE.text("text report")).isEqualTo("[no link](nowhere.md)");
    }

    @Test
    void onlyLinksWithinTheRepositoryAreRelative() {
        assertThat(PAGE.relativeLinks()).containsExactly("windows.md#what-a-window-holds");
    }

    @Test
    void aHeadingIsLinkedByItsWords() {
        assertThat(PAGE.anchors()).containsExactly("by-key-and-more");
    }

    @Test
    void aSnippetIsWhatStandsBetweenItsMarks() {
        List<String> code =
                List.of("class A {", "    // snippet: sum", "    int a;", "", "    int b;", "    // end", "}");

        assertThat(Snippets.of(Path.of("A.java"), code))
                .containsExactly(new Block("sum", "int a;\n\nint b;", "A.java:2"));
    }

    @Test
    void aSnippetWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> Snippets.of(Path.of("A.java"), List.of("// snippet: sum", "int a;")))
                .hasMessage("the snippet at A.java:1 has no \"// end\"");
    }

    private static MarkdownPage page(String text) {
        return new MarkdownPage(Path.of("page.md"), text.lines().toList());
    }
}
