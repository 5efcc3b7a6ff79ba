package dev.sluice.examples.spark;

import java.util.List;
import java.util.Set;

/** Submits what is asked for, and says in a line or two why that cannot be done. */
public final class Launcher {
    private static final int REFUSED = 2;
    private static final Set<String> HELP = Set.of("-h", "--help", "help");

    private Launcher() {}

    /** Ends as the program ends, or with 2 where it was not started. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws Exception {
        String command = arguments.get(0);
        List<String> rest = arguments.subList(1, arguments.size());
        try {
            return command.equals("cluster-demo") ? clusterDemo(rest) : submit(rest);
        } catch (RefusedException refused) {
            System.err.println("sluice: " + refused.getMessage());
            System.err.println("  ./sluice " + command + " --help says more");
            return REFUSED;
        }
    }

    private static int submit(List<String> arguments) throws Exception {
        if (arguments.isEmpty() || HELP.contains(arguments.get(0))) {
            System.out.println(Submission.help());
            return 0;
        }
        Submission submission = Submission.of(arguments);
        Masters.checkReachable(submission.master());
        return new Child(SparkPlace.of(System.getenv()).command(submission)).run();
    }

    private static int clusterDemo(List<String> arguments) throws Exception {
        if (!arguments.isEmpty() && HELP.contains(arguments.get(0))) {
            System.out.println(ClusterDemo.HELP);
            return 0;
        }
        return ClusterDemo.run(SparkJars.besideThis(), ClusterDemo.seconds(arguments), System.out);
    }
}
