package io.framewright.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The only {@code main}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        boolean json = Arrays.asList(args).contains("--json");
        // JSON is UTF-8 whatever the terminal speaks.
        Charset charset = json ? StandardCharsets.UTF_8 : Terminal.charset();
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, charset);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, charset);
        int code;
        try {
            code = CommandLines.create(out, err, json).execute(args);
        } catch (Error beyondRepair) {
            // Exceptions are reported further down; this is what a machine too small, or a broken build, ends in.
            code = Bugs.report(new Console(out, err, json), beyondRepair);
        }
        out.flush();
        System.exit(code);
    }
}
