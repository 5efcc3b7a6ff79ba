package dev.sluice.examples.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A page of documentation: its fenced blocks, its links and the names of its headings. */
final class MarkdownPage {
    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private final Path file;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> prose = new ArrayList<>();

    MarkdownPage(Path file, List<String> lines) {
        this.file = file;
        int begin = -1;
        for (int at = 0; at < lines.size(); at++) {
            boolean isFence = lines.get(at).strip().startsWith(FENCE);
            if (isFence && begin < 0) {
                begin = at;
            } else if (isFence) {
                blocks.add(block(lines, begin, at));
                begin = -1;
            } else if (begin < 0) {
                prose.add(lines.get(at));
            }
        }
    }

    /** A page of the guide. */
    static MarkdownPage ofGuide(String name) {
        return of(Repository.root().resolve("docs/guide").resolve(name));
    }

    static MarkdownPage of(Path file) {
        return new MarkdownPage(file, Repository.lines(file));
    }

    /** The README and every page below docs. */
    static List<MarkdownPage> all() {
        List<MarkdownPage> pages = new ArrayList<>();
        pages.add(of(Repository.root().resolve("README.md")));
        Repository.files("docs", ".md").forEach(file -> pages.add(of(file)));
        return pages;
    }

    private Block block(List<String> lines, int begin, int end) {
        String label = lines.get(begin).strip().substring(FENCE.length()).strip();
        return Block.of(label, lines.subList(begin + 1, end), file.getFileName() + ":" + (begin + 1));
    }

    Path file() {
        return file;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** The text of the one block with this label. */
    String text(String label) {
        List<Block> found =
                blocks.stream().filter(block -> block.label().equals(label)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(file + " has " + found.size() + " blocks \"" + label + "\"");
        }
        return found.get(0).text();
    }

    /** The targets of links to places in this repository. */
    List<String> relativeLinks() {
        return prose.stream()
                .flatMap(line -> LINK.matcher(CODE.matcher(line).replaceAll("")).results())
                .map(link -> link.group(1))
                .filter(target -> !target.contains(":"))
                .toList();
    }

    /** What links to headings of this page end with. */
    List<String> anchors() {
        return prose.stream()
                .filter(line -> line.startsWith("#"))
                .map(MarkdownPage::anchor)
                .toList();
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
