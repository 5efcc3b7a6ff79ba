package dev.sluice.file;

import java.nio.charset.StandardCharsets;

/** Lines of text. */
final class TextForm extends RecordForm<String> {
    private static final long serialVersionUID = 1L;

    @Override
    Encoder<String> begin(BufferedFile file) {
        return new Encoder<>() {
            @Override
            public void write(String line) {
                file.writeLine(line.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void end() {}
        };
    }
}
