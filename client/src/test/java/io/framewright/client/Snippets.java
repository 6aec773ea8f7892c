package io.framewright.client;

import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Asks the compiler what it thinks of an example. */
public final class Snippets {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final JavaFileManager OPENED_ONCE =
            COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    private Snippets() {}

    /**
     * What is wrong with these statements; empty if nothing is.
     *
     * @param fields what there is beside, as fields are declared
     */
    public static String problems(String imports, String fields, String statements) {
        String source = imports + "class Example { " + fields + " void example() {\n" + statements + "\n} }";
        StringWriter problems = new StringWriter();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        // Types are checked, and nothing is written.
        List<String> options = List.of("-proc:none", "-XDshould-stop.ifNoError=FLOW");
        boolean compiled = COMPILER.getTask(problems, OPENED_ONCE, null, options, null, List.of(file))
                .call();
        return compiled ? "" : String.format(Locale.ROOT, "%s%n%s", source, problems);
    }
}
