package dev.sluice.file;

import java.nio.charset.StandardCharsets;

/** Lines of text. */
final class TextForm extends RecordForm<String> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NEWLINE = {'\n'};

    @Override
    Encoder<String> begin(BufferedFile file) {
        return new Encoder<>() {
            @Override
            public void write(String line) {
                file.write(line.getBytes(StandardCharsets.UTF_8));
                file.write(NEWLINE);
            }

            @Override
            public void end() {}
        };
    }
}
