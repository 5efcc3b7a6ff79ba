package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.event.ReceiverInfo;
import dev.sluice.intake.Intake;
import dev.sluice.intake.IntakeFixture;
import dev.sluice.intake.Patience;
import dev.sluice.source.TestServer.Client;
import dev.sluice.text.LineFormat;
import dev.sluice.text.MalformedText;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real connections over the loopback interface. */
class SocketSourceTest {
    private final IntakeFixture world = new IntakeFixture();
    private TestServer server;
    private Input<?> opened;

    @BeforeEach
    void listen() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void hangUp() throws IOException {
        if (opened != null) {
            assertThat(opened.stop(Patience.LIMIT)).isTrue();
        }
        server.close();
    }

    @Test
    void linesArriveInOrderWhateverPiecesTheyComeIn() throws Exception {
        Input<String> input = open(Sources.socketText(server.host(), server.port()));
        try (Client client = server.accept()) {
            client.send("one\ntwo\r\nth").send("ree\n\ngrüße\nlast");
            assertThat(world.awaitRecords(input, 5)).containsExactly("one", "two", "three", "", "grüße");
        }
        assertThat(world.awaitRecords(input, 1)).containsExactly("last");
    }

    @Test
    void aConnectionThatEndsIsMadeAnewForEver() throws Exception {
        Input<String> input = open(Sources.socketText(server.host(), server.port()));
        for (int i = 1; i <= 5; i++) {
            try (Client client = server.accept()) {
                client.send("hello " + i + "\n");
                assertThat(world.awaitRecords(input, 1)).containsExactly("hello " + i);
            }
            ReceiverInfo info = world.log.await("stopped", i);
            assertThat(info.message()).isEqualTo(address() + " closed the connection; starts again after 100 ms");
            startAgain();
        }
    }

    @Test
    void anUnreachableServerIsReportedAndTriedAgainUntilItIsThere() throws Exception {
        Socket noListener = new Socket();
        noListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = noListener.getLocalPort();
        Input<String> input = open(Sources.socketText("127.0.0.1", port));
        assertThat(world.log.await("error", 1).message())
                .isEqualTo("cannot connect to 127.0.0.1:" + port + ": Connection refused; starts again after 100 ms");
        startAgain(Duration.ofMillis(100));
        assertThat(world.log.await("error", 2).message()).endsWith("starts again after 200 ms");
        noListener.close();
        server.close();
        server = new TestServer(port);
        startAgain(Duration.ofMillis(200));
        try (Client client = server.accept()) {
            client.send("at last\n");
            assertThat(world.awaitRecords(input, 1)).containsExactly("at last");
        }
    }

    @Test
    void anUnknownHostIsReported() {
        open(Sources.socketText("no-such-host.invalid", 9));
        assertThat(world.log.await("error", 1).message())
                .isEqualTo(
                        "cannot connect to no-such-host.invalid:9: the host is not known; starts again after 100 ms");
    }

    @Test
    void anEndlessLineEndsTheConnectionBeforeItFillsTheMemory() throws Exception {
        LineFormat shortLines = LineFormat.DEFAULT.lineBytesMax(1_000);
        Input<String> input = open(Sources.socketText(server.host(), server.port(), shortLines, SocketOptions.DEFAULT));
        try (Client client = server.accept()) {
            client.send("fine\n").send("x".repeat(2_000));
            assertThat(world.log.await("error", 1).message())
                    .startsWith(
                            "the connection to " + address() + " failed: the line at byte 5 is longer than 1000 bytes")
                    .endsWith("starts again after 100 ms");
            assertThat(world.awaitRecords(input, 1)).containsExactly("fine");
            assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void bytesThatAreNoTextAreReplacedOrEndTheConnectionAsChosen() throws Exception {
        Input<String> input = open(Sources.socketText(server.host(), server.port()));
        try (Client client = server.accept()) {
            client.send((byte) 'a', (byte) 0xFF, (byte) 'b', (byte) '\n');
            assertThat(world.awaitRecords(input, 1)).containsExactly("a\uFFFDb");
        }
        assertThat(input.stop(Patience.LIMIT)).isTrue();
        LineFormat strict = LineFormat.DEFAULT.malformedText(MalformedText.REPORT);
        IntakeFixture other = new IntakeFixture();
        opened = Intake.open(
                Sources.socketText(server.host(), server.port(), strict, SocketOptions.DEFAULT), other.context());
        opened.start();
        try (Client client = server.accept()) {
            client.send((byte) 'a', (byte) 0xFF, (byte) '\n');
            assertThat(other.log.await("error", 1).message()).contains("the byte at 1 is not UTF-8");
        }
    }

    @Test
    void aSilentServerIsLeftAfterTheIdleTimeout() throws Exception {
        SocketOptions impatient = SocketOptions.DEFAULT.idleTimeout(Duration.ofMillis(20));
        open(Sources.socketText(server.host(), server.port(), LineFormat.DEFAULT, impatient));
        try (Client client = server.accept()) {
            assertThat(world.log.await("error", 1).message())
                    .isEqualTo(address() + " sent nothing for PT0.02S; starts again after 100 ms");
            assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aStopClosesTheConnectionAndEndsTheThread() throws Exception {
        Input<String> input = open(Sources.socketText(server.host(), server.port()));
        try (Client client = server.accept()) {
            client.send("one\n");
            assertThat(world.awaitRecords(input, 1)).containsExactly("one");
            assertThat(input.stop(Patience.LIMIT)).isTrue();
            assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
        }
        String name = "sluice-socket " + address();
        Patience.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(name)));
        assertThat(world.log.kinds()).containsExactly("started", "stopped");
    }

    @Test
    void aFloodIsHeldBackByTheSocketAndNothingIsLost() throws Exception {
        IntakeFixture small = IntakeFixture.withRoom(100);
        Input<String> input = Intake.open(Sources.socketText(server.host(), server.port()), small.context());
        opened = input;
        input.start();
        int lines = 200_000;
        try (Client client = server.accept()) {
            Thread sender = new Thread(() -> IntStream.range(0, lines / 1_000)
                    .forEach(block -> client.send(IntStream.range(block * 1_000, block * 1_000 + 1_000)
                            .mapToObj(n -> n + "\n")
                            .collect(Collectors.joining()))));
            sender.start();
            Patience.until(() -> input.waiting() == 100);
            assertThat(small.awaitRecords(input, lines))
                    .isEqualTo(
                            IntStream.range(0, lines).mapToObj(String::valueOf).toList());
            Patience.join(sender);
        }
    }

    @Test
    void aDecoderOfTheProgramReadsTheBytesItself() throws Exception {
        Input<Integer> input = open(Sources.socket(server.host(), server.port(), Shorts::new, SocketOptions.DEFAULT));
        try (Client client = server.accept()) {
            client.send((byte) 0, (byte) 7, (byte) 1, (byte) 0);
            assertThat(world.awaitRecords(input, 2)).containsExactly(7, 256);
        }
    }

    @Test
    void aDecoderThatThrowsEndsTheConnection() throws Exception {
        open(Sources.socket(
                server.host(),
                server.port(),
                in -> {
                    throw new IOException("not my protocol");
                },
                SocketOptions.DEFAULT));
        try (Client client = server.accept()) {
            assertThat(world.log.await("error", 1).message())
                    .isEqualTo(
                            "the connection to " + address() + " failed: not my protocol; starts again after 100 ms");
            assertThat(client.socket().isConnected()).isTrue();
        }
    }

    @Test
    void aDecoderThatGivesNullEndsTheConnectionAndIsTold() throws Exception {
        open(Sources.socket(server.host(), server.port(), in -> Arrays.asList("first", null), SocketOptions.DEFAULT));
        try (Client client = server.accept()) {
            assertThat(world.log.await("error", 1).message())
                    .isEqualTo("the connection to " + address() + " failed: receiver socket " + address()
                            + " stored null; a record is never null: leave it out, or make it an Optional;"
                            + " starts again after 100 ms");
            assertThat(client.socket().isConnected()).isTrue();
        }
    }

    @Test
    void framesArriveAsTheyWereSent() throws Exception {
        Input<byte[]> input = open(Sources.rawSocket(server.host(), server.port(), 4, SocketOptions.DEFAULT));
        try (Client client = server.accept()) {
            client.send((byte) 0, (byte) 0)
                    .send((byte) 0, (byte) 2, (byte) 5, (byte) 6)
                    .send(new byte[4]);
            assertThat(world.awaitRecords(input, 2)).containsExactly(new byte[] {5, 6}, new byte[0]);
        }
        assertThat(world.log.await("stopped", 1).message()).startsWith(address() + " closed the connection");
    }

    @Test
    void aFrameThatIsTooLongOrNegativeOrCutEndsTheConnection() throws Exception {
        open(Sources.rawSocket(server.host(), server.port(), 4, SocketOptions.DEFAULT));
        server.accept().send((byte) 0, (byte) 0, (byte) 0, (byte) 5);
        assertThat(world.log.await("error", 1).message())
                .contains("a frame claims 5 bytes, but 0 to 4 are allowed; check that the sender writes four bytes of"
                        + " length, the highest first, or allow larger frames");
        startAgain();
        server.accept().send((byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);
        assertThat(world.log.await("error", 2).message()).contains("a frame claims -1 bytes");
        startAgain();
        server.accept().send((byte) 0, (byte) 0, (byte) 0, (byte) 3, (byte) 1).close();
        assertThat(world.log.await("error", 3).message())
                .contains("the connection ended after 1 of the 3 bytes of a frame");
    }

    @Test
    void whatCannotBeIsRefusedAtTheDefinition() {
        assertThatThrownBy(() -> Sources.socketText("localhost", 65_536))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the port of a socket must be from 1 to 65535, but was 65536");
        assertThatThrownBy(() -> Sources.rawSocket("localhost", 1, 0, SocketOptions.DEFAULT))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("frames must be allowed at least 1 byte, but were allowed 0");
        assertThatThrownBy(() -> SocketOptions.DEFAULT.connectTimeout(Duration.ZERO))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the connect timeout of a socket must be from PT0.001S to PT576H, but was PT0S");
    }

    @Test
    void aSocketSaysWhatItIsAndWhatItPromises() {
        StreamSource<String> source = Sources.socketText("localhost", 9999);
        assertThat(source.name()).isEqualTo("socket localhost:9999");
        assertThat(source.guarantee()).startsWith("at most once: the socket cannot redeliver; a crash loses");
    }

    private <T> Input<T> open(StreamSource<T> source) {
        Input<T> input = Intake.open(source, world.context());
        opened = input;
        input.start();
        return input;
    }

    private String address() {
        return server.host() + ":" + server.port();
    }

    private void startAgain() {
        startAgain(Duration.ofSeconds(30));
    }

    /** Lets no more time pass than the next attempt waits for, where that one may fail too. */
    private void startAgain(Duration delay) {
        Patience.until(() -> world.clock.waitingTasks() == 1);
        world.clock.advance(delay);
    }

    /** Pairs of bytes as numbers. */
    private record Shorts(InputStream in) implements Iterable<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            DataInputStream data = new DataInputStream(in);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Integer next() {
                    try {
                        return data.readUnsignedShort();
                    } catch (EOFException e) {
                        throw new NoSuchElementException(e);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        }
    }
}
