package io.framewright.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClassPathTest {
    @Test
    void usersOfTheClientNeedNeitherActorsNorFramesNorServers() throws IOException {
        try (InputStream resource = getClass().getResourceAsStream("/runtime-class-path.txt")) {
            String classPath = new String(resource.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(classPath)
                    .contains("amqp-client", "jedis", "jackson-databind")
                    .doesNotContain("akka", "scala", "tablesaw", "fastcsv", "qpid", "embedded-redis", "picocli");
        }
    }
}
