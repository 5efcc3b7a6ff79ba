package dev.sluice.tool;

import dev.sluice.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that are as wide as their widest text; what is numbers stands at the right. */
final class Columns {
    private static final int CELL_CHARS_MAX = 200;
    private static final String GAP = "  ";
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; all rows are of one length. Texts are made fit to be shown. */
    Columns row(Object... cells) {
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(Printable.of(String.valueOf(cell), CELL_CHARS_MAX));
        }
        rows.add(row);
        return this;
    }

    /** A line for each row, each behind this. */
    List<String> lines(String indent) {
        List<String> lines = new ArrayList<>(rows.size());
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                line.append(column == 0 ? "" : GAP).append(aligned(row.get(column), column));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private String aligned(String cell, int column) {
        String blanks = " ".repeat(width(column) - cell.length());
        return isNumbers(column) ? blanks + cell : cell + blanks;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    /** Whether a column is numbers below its heading. */
    private boolean isNumbers(int column) {
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> row.get(column).matches("-|\\d+"));
    }
}
