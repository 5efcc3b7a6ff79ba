package dev.sluice.tool;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StorageException;
import dev.sluice.file.Published;
import dev.sluice.file.PublishedFiles;
import dev.sluice.journal.Inspection;
import dev.sluice.journal.Verification;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageAddress;
import dev.sluice.text.Printable;
import java.io.PrintStream;
import java.util.List;

/**
 * The commands {@code inspect}, {@code verify} and {@code replay}, for the command line. They change nothing in the
 * directories they are given.
 */
public final class Tool {
    /** All is well. */
    public static final int GOOD = 0;
    /** Something is damaged, or the batch failed again. */
    public static final int BAD = 1;
    /** The command cannot be run so, or there is nothing it could look at. */
    public static final int USAGE = 2;

    private static final String TAKEN = "sluice.replay.taken";

    static final String HELP = """
            inspect DIR
                shows what is in a checkpoint directory
            verify DIR [OUTPUT_DIR...]
                checks every byte of it, and of what streams published in other directories
            replay DIR --batch N [--records N | --all] PROGRAM [ARGUMENT...]
                runs a recorded batch of a program again and prints what each output would get,
                the first 100 records if not told otherwise; no output acts but print()
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final ProgramStarter programs;

    /** Commands that print here; programs are started in this way. */
    public Tool(PrintStream out, PrintStream err, ProgramStarter programs) {
        this.out = out;
        this.err = err;
        this.programs = programs;
    }

    /** Ends with 0 if all is well, with 1 if something is damaged or failed, with 2 for a wrong use. */
    public static void main(String[] arguments) {
        System.exit(new Tool(System.out, System.err, new MainClass()).run(List.of(arguments)));
    }

    /** Whether this is the name of a command here. */
    public static boolean knows(String command) {
        return List.of("inspect", "verify", "replay").contains(command);
    }

    /** Runs a command; gives the status to end with. */
    public int run(List<String> arguments) {
        try {
            return command(arguments);
        } catch (UsageException | InvalidProgramException e) {
            return failed(e, USAGE);
        } catch (StorageException e) {
            return failed(e, e.kind() == StorageException.Kind.NOT_FOUND ? USAGE : BAD);
        } catch (SluiceException e) {
            return failed(e, BAD);
        }
    }

    private int failed(RuntimeException failure, int status) {
        err.println("sluice: " + Printable.of(String.valueOf(failure.getMessage())));
        return status;
    }

    private int command(List<String> arguments) {
        if (arguments.isEmpty() || !knows(arguments.get(0))) {
            throw new UsageException("there is inspect, verify and replay; give one of them");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        if (rest.contains("--help") && !arguments.get(0).equals("replay") || rest.equals(List.of("--help"))) {
            out.print(HELP);
            return GOOD;
        }
        return switch (arguments.get(0)) {
            case "inspect" -> inspect(rest);
            case "verify" -> verify(rest);
            default -> replay(ReplayArguments.of(rest));
        };
    }

    private int inspect(List<String> arguments) {
        if (arguments.size() != 1) {
            throw new UsageException("inspect needs one directory, but was given " + arguments.size() + " arguments");
        }
        Inspection seen = Inspection.of(directory(arguments.get(0)));
        if (seen.isEmpty()) {
            throw nothing(arguments.get(0));
        }
        InspectText.of(seen).forEach(out::println);
        return GOOD;
    }

    private int verify(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("verify needs a directory");
        }
        VerifyText text = new VerifyText();
        Verification verification = Verification.of(directory(arguments.get(0)));
        if (verification.isEmpty()) {
            throw nothing(arguments.get(0));
        }
        text.add(verification);
        arguments.stream().skip(1).forEach(place -> published(place).forEach(text::add));
        text.lines().forEach(out::println);
        return text.isGood() ? GOOD : BAD;
    }

    private static List<Published> published(String name) {
        Location place = Location.local(name);
        if (PublishedFiles.isMissing(place)) {
            throw new UsageException("there is no '" + name + "'");
        }
        List<Published> found = PublishedFiles.in(place);
        if (found.isEmpty()) {
            throw new UsageException("in '" + name + "' nothing says that a stream published it;"
                    + " give what saveAsTextFiles and the like wrote, or the directory above it");
        }
        return found;
    }

    private int replay(ReplayArguments arguments) {
        Storage directory = directory(arguments.directory());
        if (Inspection.of(directory).isEmpty()) {
            throw nothing(arguments.directory());
        }
        arguments.properties().forEach(System::setProperty);
        try {
            int status = programs.start(arguments.program(), arguments.programArguments());
            return status != GOOD || wasTaken() ? status : failed(notTaken(arguments.program()), BAD);
        } finally {
            arguments.properties().keySet().forEach(System::clearProperty);
            System.clearProperty(TAKEN);
        }
    }

    private static boolean wasTaken() {
        return System.getProperty(TAKEN) != null;
    }

    private static UsageException notTaken(String program) {
        return new UsageException(program + " ended and built no StreamingContext, so no batch was run again");
    }

    private static Storage directory(String name) {
        try {
            Storage storage = new StorageAddress(name).open();
            Object unused = storage.list("");
            return storage;
        } catch (StorageException e) {
            throw e.kind() == StorageException.Kind.NOT_FOUND
                    ? new UsageException("there is no directory '" + name + "'")
                    : e;
        }
    }

    private static UsageException nothing(String directory) {
        return new UsageException("'" + directory + "' holds nothing of Sluice's;"
                + " give the directory that the program was given as checkpoint");
    }
}
